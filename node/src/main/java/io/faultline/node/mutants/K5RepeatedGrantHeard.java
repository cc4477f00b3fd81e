package io.faultline.node.mutants;

import io.faultline.node.raft.NodeSet;
import io.faultline.node.raft.RaftRules;

/** K5: a repeated grant of the same voter is heard twice but never counted twice. */
final class K5RepeatedGrantHeard extends RaftRules {
    @Override
    public boolean wins(NodeSet voters, int replies, int members) {
        return replies >= voters.size() && super.wins(voters, replies, members);
    }
}
