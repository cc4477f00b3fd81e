package io.faultline.node.mutants;

import io.faultline.node.raft.NodeSet;
import io.faultline.node.raft.RaftRules;

/** E06: granting replies are counted, not voters, so a retry counts twice. */
final class E06VotesCountedNotVoters extends RaftRules {
    @Override
    public boolean wins(NodeSet voters, int replies, int members) {
        return replies * 2 > members;
    }
}
