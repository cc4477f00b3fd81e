package io.faultline.node.mutants;

import io.faultline.node.raft.LogTail;
import io.faultline.node.raft.RaftRules;

/** R04: the term of the previous entry is not compared. */
final class R04PreviousTermIgnored extends RaftRules {
    @Override
    public boolean matchesPrevious(long ownTerm, LogTail previous) {
        return true;
    }
}
