package io.faultline.node.mutants;

import io.faultline.node.raft.HardState;
import io.faultline.node.raft.PersistPlan;
import io.faultline.node.raft.RaftRules;
import java.util.List;

/** K3: term and vote are written and flushed twice, before and after the answer; wasteful but right. */
final class K3VoteFlushedTwice extends RaftRules {
    @Override
    public PersistPlan persistPlan(HardState before, HardState after) {
        return new PersistPlan(List.of(after, after), List.of(after));
    }
}
