package io.faultline.checkers.clients;

import java.util.Set;

/** What the words mean by which histories name operations. */
final class Vocabulary {
    private static final Set<String> CHANGES = Set.of("write", "cas", "delete", "append", "add", "enqueue");
    private static final Set<String> OF_KEYS = Set.of("read", "write", "cas", "delete", "append", "add");

    /** A cas may find another value, and a lock may be another's for ever; nothing else is refused in the end. */
    private static final Set<String> NEVER_REFUSED =
            Set.of("read", "write", "delete", "append", "add", "txn", "enqueue", "dequeue");

    private Vocabulary() {}

    /** Whether it leaves something behind that somebody may look at. */
    static boolean changes(String f) {
        return CHANGES.contains(f);
    }

    /** Whether it is known what it does to a key. */
    static boolean isOfKeys(String f) {
        return OF_KEYS.contains(f);
    }

    /** Whether a service that works does it, whatever state it is in. */
    static boolean isNeverRefused(Operation operation) {
        return NEVER_REFUSED.contains(operation.f());
    }
}
