package io.faultline.node.storage;

import io.faultline.node.raft.HardState;
import io.faultline.node.raft.LogTail;

/** One entry of a write-ahead log; the last of a kind counts. */
sealed interface LogRecord {
    /** Term and vote, together: one without the other would be a promise half kept. */
    record State(HardState state) implements LogRecord {}

    /** The node was started for that many-th time. */
    record Incarnation(long number) implements LogRecord {}

    /** Where the node's log ends. */
    record Tail(LogTail tail) implements LogRecord {}
}
