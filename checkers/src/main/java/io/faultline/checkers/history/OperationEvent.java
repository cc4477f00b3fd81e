package io.faultline.checkers.history;

import java.util.Objects;

/**
 * A client operation began or ended.
 *
 * @param process the client process; one that ended in {@code info} never speaks again
 * @param f what is done: {@code read}, {@code write}, {@code cas} …
 * @param key what it is done to: a plain tree (see {@link PlainTree}), or null when the operation has no key
 * @param value argument or result: a plain tree, or null
 */
public record OperationEvent(
        long index, long time, OperationType type, long process, String f, Object key, Object value) implements Event {

    public OperationEvent {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(f, "f");
        key = PlainTree.of(key);
        value = PlainTree.of(value);
    }
}
