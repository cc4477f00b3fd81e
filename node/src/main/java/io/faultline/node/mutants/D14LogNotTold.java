package io.faultline.node.mutants;

import io.faultline.node.raft.LogTail;
import io.faultline.node.raft.RaftRules;

/** D14: a candidate tells of an empty log, and nobody compares. */
final class D14LogNotTold extends RaftRules {
    @Override
    public LogTail toldLog(LogTail log) {
        return LogTail.EMPTY;
    }

    @Override
    public boolean isUpToDate(LogTail candidate, LogTail voter) {
        return true;
    }
}
