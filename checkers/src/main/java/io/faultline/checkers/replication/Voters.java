package io.faultline.checkers.replication;

import io.faultline.checkers.history.LogFact;
import io.faultline.checkers.history.NodeFact;
import java.util.ArrayList;
import java.util.List;

/** The voters of the configuration that each node has in force: the last in its log, as it says at its start and later. */
final class Voters {
    private final ReplicatedLogs logs;
    private final List<List<String>> inForce = new ArrayList<>();

    Voters(ReplicatedLogs logs) {
        this.logs = logs;
        for (int n = 0; n < logs.nodes; n++) {
            inForce.add(List.of());
        }
    }

    /** Takes the event at this position in. */
    void take(int p) {
        if (logs.event[p].fact() instanceof NodeFact.Started started) {
            inForce.set(logs.node[p], started.members());
        } else if (logs.event[p].fact() instanceof LogFact.ConfigChanged changed) {
            inForce.set(logs.node[p], changed.voters());
        }
    }

    /** Those in force at the node of this number; none where it did not say. */
    List<String> of(int node) {
        return inForce.get(node);
    }
}
