package io.faultline.node.mutants;

import io.faultline.node.raft.RaftRules;
import io.faultline.node.raft.Stored;
import java.util.List;

/** R17: a torn last record makes the whole log be dropped. */
final class R17TornLogDropped extends RaftRules {
    @Override
    public Stored recovered(Stored disk, boolean torn) {
        return torn ? new Stored(disk.hardState(), disk.snapshot(), List.of()) : disk;
    }
}
