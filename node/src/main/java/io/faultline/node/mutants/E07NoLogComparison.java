package io.faultline.node.mutants;

import io.faultline.node.raft.LogTail;
import io.faultline.node.raft.RaftRules;

/** E07: a vote is given whatever the candidate's log holds. */
final class E07NoLogComparison extends RaftRules {
    @Override
    public boolean isUpToDate(LogTail candidate, LogTail voter) {
        return true;
    }
}
