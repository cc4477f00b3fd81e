package io.faultline.nemesis.generate;

import java.util.ArrayList;
import java.util.List;

/** A value among several, each with a weight; taking one costs one draw. */
final class Choice<T> {

    private final List<T> values = new ArrayList<>();
    private final List<Integer> upTo = new ArrayList<>();
    private int total;

    private Choice() {}

    static <T> Choice<T> of(int weight, T value) {
        return new Choice<T>().or(weight, value);
    }

    /** Adds a value; only while the table is being built. */
    Choice<T> or(int weight, T value) {
        total += weight;
        values.add(value);
        upTo.add(total);
        return this;
    }

    T take(Draw draw) {
        int ticket = draw.index(total);
        int i = 0;
        while (ticket >= upTo.get(i)) {
            i++;
        }
        return values.get(i);
    }
}
