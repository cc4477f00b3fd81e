package io.faultline.node.mutants;

import io.faultline.node.raft.RaftRules;

/** S01: a snapshot drops the log behind it, though it matches. */
final class S01SnapshotDropsSuffix extends RaftRules {
    @Override
    public boolean keepsSuffix(boolean holdsLastEntry) {
        return false;
    }
}
