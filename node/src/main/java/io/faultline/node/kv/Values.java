package io.faultline.node.kv;

import io.faultline.node.raft.Digests;
import java.util.List;

/** The values of the service: null for none, {@code Long}, {@code String}, and {@link KvList} of the latter two. */
final class Values {
    private static final long NULL = Digests.mix(0x6E75, 0);
    private static final long NUMBER = 0x6E6FL;
    private static final long LIST = Digests.mix(0x6C69, 0);

    private Values() {}

    /**
     * Makes a value of what a caller has: immutable, whole numbers as {@code Long}s.
     *
     * @throws IllegalArgumentException when it is none, or one beyond {@link KvLimits}
     */
    static Object of(Object given) {
        if (given == null || given instanceof Long || given instanceof KvList) {
            return given;
        }
        return given instanceof List<?> list ? KvList.of(list) : element(given);
    }

    /** A value that is there. */
    static Object present(Object given) {
        if (given == null) {
            throw new IllegalArgumentException("the value must not be null: null stands for no value");
        }
        return of(given);
    }

    /** A value that may stand in a list. */
    static Object element(Object given) {
        if (given instanceof Long) {
            return given;
        }
        if (given instanceof String text) {
            return KvLimits.text(text);
        }
        if (given instanceof Integer || given instanceof Short || given instanceof Byte) {
            return ((Number) given).longValue();
        }
        if (given == null || given instanceof List) {
            throw new IllegalArgumentException("the value has " + (given == null ? "null" : "a list")
                    + " where an element must be, a whole number or a text");
        }
        throw new IllegalArgumentException("the value is of " + given.getClass()
                + ": a value is a whole number of 64 bits, a text, a list of these, or null");
    }

    /** A hash that equal values share on every node. */
    static long hash(Object value) {
        if (value instanceof Long number) {
            return Digests.mix(NUMBER, number);
        }
        if (value instanceof String text) {
            return Texts.hash(text);
        }
        if (value instanceof KvList list) {
            return list.hash();
        }
        return value == null ? NULL : hash((List<?>) value);
    }

    private static long hash(List<?> values) {
        long hash = LIST;
        for (int i = 0; i < values.size(); i++) {
            hash = hashWith(hash, values.get(i));
        }
        return hash;
    }

    static long hashOfNoElements() {
        return LIST;
    }

    /** The hash of a list with another element at its end. */
    static long hashWith(long before, Object element) {
        return Digests.mix(before, hash(element));
    }

    /** How many bytes {@link FieldWriter#value} takes for it. */
    static int size(Object value) {
        if (value instanceof Long number) {
            return 1 + FieldWriter.size(FieldWriter.zigzag(number));
        }
        if (value instanceof String text) {
            return 1 + size(text);
        }
        return value instanceof KvList list ? 1 + FieldWriter.size(list.size()) + list.bytes() : 1;
    }

    /** How many bytes {@link FieldWriter#text} takes for it. */
    static int size(String text) {
        int bytes = Texts.utf8Length(text);
        return FieldWriter.size(bytes) + bytes;
    }
}
