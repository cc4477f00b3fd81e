package io.faultline.checkers.replication;

import io.faultline.checkers.history.Role;

/** What is known of one node between two of its events: its log, its commit index, how far its state is. */
final class NodeState {
    /** In {@link #commit} and {@link #applied}: events are missing, so nobody knows. */
    static final long UNKNOWN = -1;
    /** No event. */
    static final int NONE = -1;

    private final ReplicatedLogs logs;

    final NodeLog log;
    long commit = UNKNOWN;
    long applied = UNKNOWN;
    /** The event by which the node became the leader it still is, {@link #NONE} if it is none. */
    int leads = NONE;
    /** The event that last told of a snapshot the node has, {@link #NONE} without one. */
    int snapshot = NONE;
    /** The event that last changed the commit index. */
    int committed = NONE;
    /** The event that last moved the state. */
    int moved = NONE;
    /** The last event of the node. */
    int last = NONE;

    NodeState(ReplicatedLogs logs) {
        this(logs, new NodeLog(logs));
    }

    private NodeState(ReplicatedLogs logs, NodeLog log) {
        this.logs = logs;
        this.log = log;
    }

    /** What is known now, for whoever judges it when all of the history is known. */
    NodeState copy() {
        NodeState copy = new NodeState(logs, log.copy());
        copy.commit = commit;
        copy.applied = applied;
        copy.leads = leads;
        copy.snapshot = snapshot;
        copy.committed = committed;
        copy.moved = moved;
        copy.last = last;
        return copy;
    }

    /** Whether the node is, in the event at this position, still the leader that it became. */
    boolean leadsAt(int p) {
        return leads != NONE
                && !logs.missed[p]
                && logs.event.role(p) == Role.LEADER
                && logs.event.term(p) == logs.event.term(leads);
    }

    /** Takes note that events are missing before the one at this position, if they are; before it is judged. */
    void notice(int p) {
        if (logs.missed[p]) {
            log.forget();
            commit = UNKNOWN;
            applied = UNKNOWN;
            snapshot = NONE;
            last = NONE;
        }
    }

    /** Takes the event at this position in. */
    void take(int p) {
        if (!leadsAt(p)) {
            leads = NONE;
        }
        switch (logs.kind[p]) {
            case STARTED -> start(p);
            case LEADER -> leads = p;
            case APPENDED -> log.append(p);
            case TRUNCATED -> log.cut(logs.from[p]);
            case COMMITTED -> commitTo(p, logs.from[p]);
            case APPLIED -> moveTo(p, logs.end(p) - 1);
            case SNAPSHOT_TAKEN -> {
                log.compact(logs.from[p]);
                snapshot = p;
            }
            case SNAPSHOT_INSTALLED -> {
                log.install(logs.from[p], logs.term(logs.slot[p]));
                snapshot = p;
                commitTo(p, Math.max(commit, logs.from[p]));
                moveTo(p, logs.from[p]);
            }
            default -> {}
        }
        last = p;
    }

    private void start(int p) {
        Restart.of(logs, p, this).changes(log);
        snapshot = logs.count[p] > 0 ? p : NONE;
        commitTo(p, logs.disk(p).snapshotIndex());
        moveTo(p, logs.disk(p).snapshotIndex());
    }

    private void commitTo(int p, long index) {
        commit = index;
        committed = p;
    }

    private void moveTo(int p, long index) {
        applied = index;
        moved = p;
    }
}
