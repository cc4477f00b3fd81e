package io.faultline.node.raft;

import java.util.Arrays;

/**
 * An immutable run of bytes with value equality.
 *
 * <p>The array that goes in is not copied, for entries and snapshots are passed on often: whoever gives it away must not
 * change it any more.
 */
public final class Bytes {
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] array;

    private Bytes(byte[] array) {
        this.array = array;
    }

    /** Takes the array over; the caller never writes to it again. */
    public static Bytes wrap(byte[] array) {
        return array.length == 0 ? EMPTY : new Bytes(array);
    }

    public int length() {
        return array.length;
    }

    /** The bytes {@code from} to {@code to}, that one not included. */
    public Bytes slice(int from, int to) {
        return from == 0 && to == array.length ? this : wrap(Arrays.copyOfRange(array, from, to));
    }

    /** The array itself, for reading only: it is shared. */
    public byte[] array() {
        return array;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(array, bytes.array);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(array);
    }

    @Override
    public String toString() {
        return array.length + " bytes";
    }
}
