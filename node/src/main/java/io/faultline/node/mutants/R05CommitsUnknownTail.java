package io.faultline.node.mutants;

import io.faultline.node.raft.RaftRules;

/** R05: a follower commits what it holds, agreed upon or not. */
final class R05CommitsUnknownTail extends RaftRules {
    @Override
    public long followerCommit(long leaderCommit, long lastAgreeing, long ownLast) {
        return Math.min(leaderCommit, ownLast);
    }
}
