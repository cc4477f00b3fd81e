package io.faultline.checkers.replication;

/** A walk along a history that knows, before each node event, what every node's log is. */
final class LogWalk {
    private final ReplicatedLogs logs;
    private final NodeState[] states;
    private final CommittedEntries committed;

    LogWalk(ReplicatedLogs logs) {
        this.logs = logs;
        committed = new CommittedEntries(logs);
        states = new NodeState[logs.nodes];
        for (int n = 0; n < states.length; n++) {
            states[n] = new NodeState(logs);
        }
    }

    /** What is known, at this point of the walk, of the node of that number. */
    NodeState state(int node) {
        return states[node];
    }

    /** What nodes have said by this point of the walk that it is committed; at its end, all that ever is. */
    CommittedEntries committed() {
        return committed;
    }

    /** Judges one event by what its node was before it. */
    interface Judge {
        void judge(int position, NodeState before);
    }

    /** Walks along the whole history. */
    void along(Judge judge) {
        for (int p = 0; p < logs.size; p++) {
            NodeState state = states[logs.node[p]];
            state.notice(p);
            judge.judge(p, state);
            if (logs.kind[p] == LogKind.COMMITTED) {
                committed.take(p, state);
            }
            state.take(p);
        }
        committed.complete();
    }
}
