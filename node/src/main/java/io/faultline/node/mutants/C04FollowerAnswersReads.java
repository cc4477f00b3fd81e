package io.faultline.node.mutants;

import io.faultline.node.raft.RaftRules;

/** C04: a follower answers reads from its own state. */
final class C04FollowerAnswersReads extends RaftRules {
    @Override
    public boolean followerAnswersReads() {
        return true;
    }
}
