package io.faultline.node.kv;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads what {@link FieldWriter} wrote, and believes nothing: what no writer has written is refused with its place. */
final class FieldReader {
    private final String what;
    private final byte[] bytes;
    private int position;

    /** A reader of the bytes of {@code what}, such as "command". */
    FieldReader(String what, byte[] bytes) {
        this.what = what;
        this.bytes = bytes;
    }

    /** What to throw for a field that makes no sense. */
    IllegalArgumentException refusal(String reason) {
        return new IllegalArgumentException(
                "the " + what + " can't be read at byte " + position + " of " + bytes.length + ": " + reason);
    }

    int one() {
        if (position == bytes.length) {
            throw refusal("it ends in the middle of a field");
        }
        return bytes[position++] & 0xFF;
    }

    long number() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            int b = one();
            if (shift == 63 && b > 1 || shift > 0 && b == 0) {
                throw refusal("a number is longer than it need be");
            }
            value |= (long) (b & 0x7F) << shift;
            if (b < 0x80) {
                return value;
            }
        }
    }

    /** A number that may be negative. */
    long signed() {
        return unzigzag(number());
    }

    /** A number of things of one byte at least, which must still be there. */
    int count() {
        long count = number();
        if (count < 0 || count > bytes.length - position) {
            throw refusal(Long.toUnsignedString(count) + " bytes or elements can't follow");
        }
        return (int) count;
    }

    String text() {
        int length = count();
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, position, length))
                    .toString();
            position += length;
            return text;
        } catch (CharacterCodingException e) {
            throw refusal("a text is not UTF-8");
        }
    }

    /** The next of names that are sorted, each there once. */
    String nextName(String before) {
        String name = text();
        if (name.compareTo(before) <= 0) {
            throw refusal("a name stands twice or in the wrong place");
        }
        return name;
    }

    /** A value of the service. */
    Object value() {
        int type = one();
        return type == FieldWriter.LIST ? list() : plain(type);
    }

    /** A value that is there. */
    Object present() {
        Object value = value();
        if (value == null) {
            throw refusal("there is nothing where a value must be");
        }
        return value;
    }

    /** What an operation told: a value, or a list of values for each step of a transaction. */
    Object told() {
        int type = one();
        if (type != FieldWriter.LIST) {
            return plain(type);
        }
        int count = count();
        List<Object> told = new ArrayList<>(Math.min(count, KvLimits.STEPS));
        for (int i = 0; i < count; i++) {
            told.add(value());
        }
        return Collections.unmodifiableList(told);
    }

    void end() {
        if (position != bytes.length) {
            throw refusal("more follows than belongs to it");
        }
    }

    private Object plain(int type) {
        return switch (type) {
            case FieldWriter.NOTHING -> null;
            case FieldWriter.NUMBER -> signed();
            case FieldWriter.TEXT -> KvLimits.text(text());
            default -> throw refusal("there is no value of type " + type);
        };
    }

    private KvList list() {
        KvList list = KvList.empty();
        for (int left = count(); left > 0; left--) {
            Object element = Values.element(plain(one()));
            if (!list.hasRoomFor(element)) {
                throw refusal("a list is too long");
            }
            list = list.with(element);
        }
        return list;
    }

    private static long unzigzag(long value) {
        return value >>> 1 ^ -(value & 1);
    }
}
