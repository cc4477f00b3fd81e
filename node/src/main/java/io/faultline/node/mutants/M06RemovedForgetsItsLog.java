package io.faultline.node.mutants;

import io.faultline.node.raft.RaftRules;

/** M06: a node that finds itself removed starts with an empty log, and comes back under its old id. */
final class M06RemovedForgetsItsLog extends RaftRules {
    @Override
    public boolean removedKeepsItsLog() {
        return false;
    }
}
