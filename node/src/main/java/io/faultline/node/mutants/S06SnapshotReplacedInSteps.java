package io.faultline.node.mutants;

import io.faultline.node.raft.RaftRules;

/** S06: a snapshot is replaced in two steps. */
final class S06SnapshotReplacedInSteps extends RaftRules {
    @Override
    public boolean replacesSnapshotAtOnce() {
        return false;
    }
}
