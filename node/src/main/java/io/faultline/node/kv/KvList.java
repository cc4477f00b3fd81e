package io.faultline.node.kv;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/**
 * An immutable list of numbers and texts that can be made longer without copying it.
 *
 * <p>Lists that grew from each other share one array: each sees only the elements that were there when it was made, and
 * those never change. The first to grow takes the next place; who comes later finds it taken and copies. One
 * thread makes lists grow; any may read.
 */
final class KvList extends AbstractList<Object> implements RandomAccess {
    private static final KvList EMPTY = new KvList(new Room(new Object[0]), 0, 0, Values.hashOfNoElements());

    /** The places for elements, and how many of them are taken. */
    private static final class Room {
        private final Object[] places;
        private int taken;

        private Room(Object[] places) {
            this.places = places;
        }
    }

    private final Room room;
    private final int size;
    private final int bytes;
    private final long hash;

    private KvList(Room room, int size, int bytes, long hash) {
        this.room = room;
        this.size = size;
        this.bytes = bytes;
        this.hash = hash;
    }

    static KvList empty() {
        return EMPTY;
    }

    /**
     * A list of these elements.
     *
     * @throws IllegalArgumentException when one of them is no element, or there is too much of them
     */
    static KvList of(List<?> elements) {
        KvList list = EMPTY;
        for (Object given : elements) {
            Object element = Values.element(given);
            if (!list.hasRoomFor(element)) {
                throw new IllegalArgumentException("the value is a list of more than " + KvLimits.LIST_ELEMENTS
                        + " elements or " + KvLimits.LIST_BYTES + " bytes, and that is too long");
            }
            list = list.with(element);
        }
        return list;
    }

    boolean hasRoomFor(Object element) {
        return size < KvLimits.LIST_ELEMENTS && bytes + Values.size(element) <= KvLimits.LIST_BYTES;
    }

    /** This list and one element more, for which there must be room. */
    KvList with(Object element) {
        Room to = room;
        if (to.taken != size || size == to.places.length) {
            Object[] places = new Object[Math.max(4, size + (size >> 1) + 1)];
            System.arraycopy(room.places, 0, places, 0, size);
            to = new Room(places);
        }
        to.places[size] = element;
        to.taken = size + 1;
        return new KvList(to, size + 1, bytes + Values.size(element), Values.hashWith(hash, element));
    }

    /** What {@link Values#hash} says of it. */
    long hash() {
        return hash;
    }

    /** How many bytes its elements take. */
    int bytes() {
        return bytes;
    }

    @Override
    public Object get(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("element " + index + " of " + size);
        }
        return room.places[index];
    }

    @Override
    public int size() {
        return size;
    }

    /** A copy at once: whoever reads a list copies it, and element by element that takes several times as long. */
    @Override
    public Object[] toArray() {
        return Arrays.copyOf(room.places, size);
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (!(other instanceof KvList list) || hash == list.hash && size == list.size) && super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
