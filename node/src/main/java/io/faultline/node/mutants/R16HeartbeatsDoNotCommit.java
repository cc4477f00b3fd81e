package io.faultline.node.mutants;

import io.faultline.node.raft.RaftRules;

/** R16: an answer to a heartbeat does not tell what the follower holds. */
final class R16HeartbeatsDoNotCommit extends RaftRules {
    @Override
    public boolean heartbeatReplyCounts() {
        return false;
    }
}
