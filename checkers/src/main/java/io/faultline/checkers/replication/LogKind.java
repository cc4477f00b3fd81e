package io.faultline.checkers.replication;

import io.faultline.checkers.history.Batch;
import io.faultline.checkers.history.LogFact;
import io.faultline.checkers.history.NodeFact;

/** What a node event means for the node's log. */
enum LogKind {
    /** Nothing, but for the term and the role it names. */
    OTHER,
    STARTED,
    STOPPED,
    LEADER,
    APPENDED,
    TRUNCATED,
    COMMITTED,
    APPLIED,
    SNAPSHOT_TAKEN,
    SNAPSHOT_INSTALLED,
    CONFIG_CHANGED;

    /** The kind of a batch, which must be one. */
    static LogKind of(Batch batch) {
        return switch (batch) {
            case APPENDED -> APPENDED;
            case APPLIED -> APPLIED;
            case COMMITTED -> COMMITTED;
            case NONE -> throw new IllegalArgumentException("only the fact tells what this is");
        };
    }

    /** The kind of this fact. */
    static LogKind of(NodeFact fact) {
        if (fact instanceof LogFact said) {
            return of(said);
        } else if (fact instanceof NodeFact.Started) {
            return STARTED;
        } else if (fact instanceof NodeFact.Stopped) {
            return STOPPED;
        }
        return fact instanceof NodeFact.Leader ? LEADER : OTHER;
    }

    private static LogKind of(LogFact fact) {
        if (fact instanceof LogFact.Appended) {
            return APPENDED;
        } else if (fact instanceof LogFact.Applied) {
            return APPLIED;
        } else if (fact instanceof LogFact.Committed) {
            return COMMITTED;
        } else if (fact instanceof LogFact.Truncated) {
            return TRUNCATED;
        } else if (fact instanceof LogFact.SnapshotTaken) {
            return SNAPSHOT_TAKEN;
        }
        return fact instanceof LogFact.SnapshotInstalled ? SNAPSHOT_INSTALLED : CONFIG_CHANGED;
    }
}
