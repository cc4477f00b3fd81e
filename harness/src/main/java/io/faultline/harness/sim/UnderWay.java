package io.faultline.harness.sim;

import java.util.function.Consumer;

/**
 * What is under way, by numbers that grow: a ring of places from the oldest one on, so that to find one, or the oldest, costs
 * one look and makes no garbage.
 */
final class UnderWay<T> {
    private Object[] places = new Object[64];
    /** The number of the oldest that may still be under way, and one more than the greatest so far. */
    private long first;

    private long end;

    /** Puts one in under a number that is greater than all before. */
    void put(long number, T what) {
        if (number < end) {
            throw new IllegalArgumentException("number " + number + " comes after " + (end - 1));
        }
        skipGone();
        if (first == end) {
            first = number;
        }
        while (number - first >= places.length) {
            grow();
        }
        places[place(number)] = what;
        end = number + 1;
    }

    /** What goes under this number; null when it is no longer, or never was, under way. */
    T get(long number) {
        return number < first || number >= end ? null : at(number);
    }

    /** Takes out what goes under this number; null when it is no longer under way. */
    T remove(long number) {
        T what = get(number);
        if (what != null) {
            places[place(number)] = null;
        }
        return what;
    }

    /** The oldest one; null when nothing is under way. */
    T oldest() {
        skipGone();
        return first == end ? null : at(first);
    }

    /** All of them, the oldest first. */
    void forEach(Consumer<T> reader) {
        for (long number = first; number < end; number++) {
            T what = at(number);
            if (what != null) {
                reader.accept(what);
            }
        }
    }

    private void skipGone() {
        while (first < end && places[place(first)] == null) {
            first++;
        }
    }

    private void grow() {
        Object[] longer = new Object[2 * places.length];
        for (long number = first; number < end; number++) {
            longer[(int) number & longer.length - 1] = places[place(number)];
        }
        places = longer;
    }

    private int place(long number) {
        return (int) number & places.length - 1;
    }

    @SuppressWarnings("unchecked")
    private T at(long number) {
        return (T) places[place(number)];
    }
}
