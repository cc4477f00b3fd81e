package io.faultline.checkers.history;

import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;

/** An immutable list of plain values; one without lists and maps in it need not be copied to be made plain again. */
final class PlainList extends AbstractList<Object> implements RandomAccess {
    private final Object[] elements;
    private final boolean flat;

    /** @param plain plain values; the array is the list's from now on */
    PlainList(Object[] plain) {
        this.elements = plain;
        boolean onlyLeaves = true;
        for (Object element : plain) {
            onlyLeaves &= !(element instanceof List) && !(element instanceof Map);
        }
        this.flat = onlyLeaves;
    }

    boolean isFlat() {
        return flat;
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
