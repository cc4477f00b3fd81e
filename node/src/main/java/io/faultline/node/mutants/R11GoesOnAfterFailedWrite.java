package io.faultline.node.mutants;

import io.faultline.node.raft.RaftRules;

/** R11: after a failed write a node goes on, and uses the same index and term again. */
final class R11GoesOnAfterFailedWrite extends RaftRules {
    @Override
    public boolean goesOnAfterFailedWrite() {
        return true;
    }
}
