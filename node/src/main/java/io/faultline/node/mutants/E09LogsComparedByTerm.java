package io.faultline.node.mutants;

import io.faultline.node.raft.LogTail;
import io.faultline.node.raft.RaftRules;

/** E09: logs are compared by their last term only. */
final class E09LogsComparedByTerm extends RaftRules {
    @Override
    public boolean isUpToDate(LogTail candidate, LogTail voter) {
        return candidate.term() >= voter.term();
    }
}
