package io.faultline.node.mutants;

import io.faultline.node.raft.RaftRules;

/** D8: each unanswered heartbeat is sent again with every later one. */
final class D8HeartbeatsPileUp extends RaftRules {
    @Override
    public int appendEntriesCopies(int unansweredRounds) {
        return 1 + unansweredRounds;
    }
}
