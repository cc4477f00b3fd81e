package io.faultline.node.mutants;

import io.faultline.node.raft.RaftRules;

/** S02: a snapshot keeps the log behind it, though it does not match. */
final class S02SnapshotKeepsConflict extends RaftRules {
    @Override
    public boolean keepsSuffix(boolean holdsLastEntry) {
        return true;
    }
}
