package io.faultline.node.mutants;

import io.faultline.node.raft.RaftRules;

/** R06: the commit index follows the leader's, also down. */
final class R06CommitFalls extends RaftRules {
    @Override
    public long nextCommit(long current, long proposed) {
        return proposed;
    }
}
