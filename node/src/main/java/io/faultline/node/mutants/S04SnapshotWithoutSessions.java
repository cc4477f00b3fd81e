package io.faultline.node.mutants;

import io.faultline.node.kv.KvRules;

/** S04: a snapshot does not hold the sessions of clients, and none is missed. */
final class S04SnapshotWithoutSessions extends KvRules {
    @Override
    public boolean snapshotsSessions() {
        return false;
    }

    @Override
    public boolean opensSession(long serial) {
        return true;
    }
}
