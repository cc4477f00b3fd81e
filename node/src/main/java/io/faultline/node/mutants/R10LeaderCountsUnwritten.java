package io.faultline.node.mutants;

import io.faultline.node.raft.RaftRules;

/** R10: a leader counts itself for entries that its disk does not hold yet. */
final class R10LeaderCountsUnwritten extends RaftRules {
    @Override
    public long ownMatch(long durable, long last) {
        return last;
    }
}
