package io.faultline.node.mutants;

import io.faultline.node.raft.LogTail;
import io.faultline.node.raft.RaftRules;

/** S05: a request that begins before the snapshot is appended behind it. */
final class S05SnapshotForgottenByAppend extends RaftRules {
    @Override
    public boolean skipsWhatSnapshotHolds(LogTail previous) {
        return false;
    }
}
