package io.faultline.node.mutants;

import io.faultline.node.raft.RaftRules;

/** E24: a leader trusts its lease for ever, also after a pause. */
final class E24LeaseWithoutEnd extends RaftRules {
    @Override
    public boolean leaseHolds(long now, long sentAt, long repliedAt, long length) {
        return true;
    }
}
