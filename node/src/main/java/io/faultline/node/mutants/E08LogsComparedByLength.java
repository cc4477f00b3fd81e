package io.faultline.node.mutants;

import io.faultline.node.raft.LogTail;
import io.faultline.node.raft.RaftRules;

/** E08: logs are compared by length only. */
final class E08LogsComparedByLength extends RaftRules {
    @Override
    public boolean isUpToDate(LogTail candidate, LogTail voter) {
        return candidate.index() >= voter.index();
    }
}
