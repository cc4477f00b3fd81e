package io.faultline.harness.cluster;

import java.util.Objects;

/**
 * One call of a client, in the words of a history and of no system in particular.
 *
 * <p>The operations are {@code read}, {@code write}, {@code cas} (value: the list of expected and new), {@code append},
 * {@code add} (a number to a key), {@code delete}, {@code txn} (value: a list of {@code ["r", key, null]},
 * {@code ["w", key, value]} and {@code ["append", key, element]}), {@code acquire} and {@code release} (key: the lock,
 * value: the owner), {@code enqueue} and {@code dequeue} (key: the queue).
 *
 * @param f what is done
 * @param key what it is done to; null for a transaction
 * @param value argument as a plain tree, or null
 * @param client name of the client's session, or null for a call without one
 * @param serial which request of that session it is, from 1; the same again for a call that is sent again
 */
public record ClientCall(String f, String key, Object value, String client, long serial) {
    public ClientCall {
        Objects.requireNonNull(f, "f");
    }

    /** A call without a session. */
    public ClientCall(String f, String key, Object value) {
        this(f, key, value, null, 0);
    }
}
