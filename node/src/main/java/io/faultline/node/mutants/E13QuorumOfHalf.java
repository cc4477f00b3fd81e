package io.faultline.node.mutants;

import io.faultline.node.raft.NodeSet;
import io.faultline.node.raft.RaftRules;

/** E13: half of the members count as a quorum. */
final class E13QuorumOfHalf extends RaftRules {
    @Override
    public boolean wins(NodeSet voters, int replies, int members) {
        return voters.size() >= members / 2;
    }
}
