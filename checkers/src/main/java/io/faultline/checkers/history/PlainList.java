package io.faultline.checkers.history;

import java.util.AbstractList;
import java.util.RandomAccess;

/** An immutable list of plain values; one without lists and maps in it need not be copied to be made plain again. */
final class PlainList extends AbstractList<Object> implements RandomAccess {
    private final Object[] elements;
    private final boolean flat;

    /**
     * @param plain plain values; the array is the list's from now on
     * @param flat whether there are no lists and maps among them
     */
    PlainList(Object[] plain, boolean flat) {
        this.elements = plain;
        this.flat = flat;
    }

    boolean isFlat() {
        return flat;
    }

    /** Whether it is a beginning of that list, or all of it; lists that grow mostly have the very same elements. */
    boolean begins(PlainList whole) {
        if (elements.length > whole.elements.length) {
            return false;
        }
        for (int i = 0; i < elements.length; i++) {
            Object mine = elements[i];
            Object theirs = whole.elements[i];
            if (mine != theirs && (mine == null || !mine.equals(theirs))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Object get(int index) {
        return elements[index];
    }

    @Override
    public int size() {
        return elements.length;
    }
}
