package io.faultline.node.mutants;

import io.faultline.node.raft.RaftRules;

/** M04: a configuration that was removed from the log stays in force. */
final class M04RemovedConfigurationStays extends RaftRules {
    @Override
    public boolean removedConfigurationEnds() {
        return false;
    }
}
