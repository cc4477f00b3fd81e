package io.faultline.node.mutants;

import io.faultline.node.raft.RaftRules;

/** S03: a snapshot is labelled with the entry before the last that its data hold. */
final class S03SnapshotLabelBehind extends RaftRules {
    @Override
    public long snapshotLabel(long applied) {
        return applied - 1;
    }
}
