package io.faultline.node.mutants;

import io.faultline.node.raft.RaftRules;

/** C03: a lease is counted from the answers. */
final class C03LeaseFromReply extends RaftRules {
    @Override
    public boolean leaseHolds(long now, long sentAt, long repliedAt, long length) {
        return now - repliedAt < length;
    }
}
