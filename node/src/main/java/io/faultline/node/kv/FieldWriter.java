package io.faultline.node.kv;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Writes the fields of commands and snapshots; {@link FieldReader} is the way back.
 *
 * <pre>
 * number   1 to 10   seven bits a byte, the lowest first, the top bit set in all but the last; never longer than need be
 * text     number n, n bytes of UTF-8
 * value    1  0 nothing
 *             1 number (zigzag, so that small negative ones are short too)
 *             2 text
 *             3 number n, n values
 * </pre>
 *
 * <p>Each value has one way to be written, so that equal ones make equal bytes.
 */
final class FieldWriter {
    static final int NOTHING = 0;
    static final int NUMBER = 1;
    static final int TEXT = 2;
    static final int LIST = 3;

    private byte[] bytes;
    private int length;

    /** A writer with room for so many bytes; it makes more when it needs it. */
    FieldWriter(int capacity) {
        bytes = new byte[capacity];
    }

    void one(int value) {
        room(1);
        bytes[length++] = (byte) value;
    }

    void number(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            one((int) rest | 0x80);
            rest >>>= 7;
        }
        one((int) rest);
    }

    void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        room(utf8.length);
        System.arraycopy(utf8, 0, bytes, length, utf8.length);
        length += utf8.length;
    }

    /** A value, or the list that a transaction tells. */
    void value(Object value) {
        if (value == null) {
            one(NOTHING);
        } else if (value instanceof Long number) {
            one(NUMBER);
            number(zigzag(number));
        } else if (value instanceof String text) {
            one(TEXT);
            text(text);
        } else {
            List<?> list = (List<?>) value;
            one(LIST);
            number(list.size());
            for (int i = 0; i < list.size(); i++) {
                value(list.get(i));
            }
        }
    }

    /** What was written so far. */
    byte[] bytes() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    /** How many bytes {@link #number} takes for it. */
    static int size(long value) {
        return value == 0 ? 1 : (70 - Long.numberOfLeadingZeros(value)) / 7;
    }

    static long zigzag(long value) {
        return value << 1 ^ value >> 63;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }
}
