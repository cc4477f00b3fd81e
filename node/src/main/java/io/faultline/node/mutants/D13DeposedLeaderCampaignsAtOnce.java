package io.faultline.node.mutants;

import io.faultline.node.raft.RaftRules;

/** D13: a deposed leader's election timer is not reset. */
final class D13DeposedLeaderCampaignsAtOnce extends RaftRules {
    @Override
    public boolean deposedLeaderResetsTimer() {
        return false;
    }
}
