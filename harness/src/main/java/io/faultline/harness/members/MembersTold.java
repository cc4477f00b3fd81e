package io.faultline.harness.members;

import io.faultline.checkers.history.LogFact;
import io.faultline.checkers.history.NodeFact;
import io.faultline.harness.cluster.Membership;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who the members are, as each node last said. */
public final class MembersTold {
    private static final class Told {
        private LogFact.ConfigChanged configuration;
        private long commit;
    }

    private final Map<String, Told> byNode = new HashMap<>();

    /** Takes in what a node has said. */
    public void heard(String node, NodeFact fact) {
        if (fact instanceof LogFact.Committed committed) {
            committed(node, committed.index());
        } else if (fact instanceof LogFact.ConfigChanged changed) {
            byNode.computeIfAbsent(node, name -> new Told()).configuration = changed;
        } else if (fact instanceof NodeFact.Started started) {
            Told told = new Told();
            told.configuration = new LogFact.ConfigChanged(0, started.members(), List.of());
            told.commit = started.disk().snapshotIndex();
            byNode.put(node, told);
        }
    }

    /** A node has said that it committed up to that index. */
    public void committed(String node, long index) {
        byNode.computeIfAbsent(node, name -> new Told()).commit = index;
    }

    /** The members as that node sees them; empty when it has not said. */
    public Optional<Membership> of(String node) {
        Told told = byNode.get(node);
        return told == null || told.configuration == null
                ? Optional.empty()
                : Optional.of(new Membership(
                        told.configuration.index(),
                        told.configuration.voters(),
                        told.configuration.learners(),
                        told.configuration.index() <= told.commit));
    }
}
