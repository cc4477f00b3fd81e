package io.faultline.node.raft;

import java.util.Optional;

/** Gives committed entries to the state machine, in order, and takes snapshots of it (§5.3, §7). */
final class Applier {
    /** A turn does not go on for ever, however much there is to apply. */
    private static final int MOST_IN_A_TURN = 1024;

    private final ServerState state;
    private final StateMachine machine;
    private final Waiters waiters;

    Applier(ServerState state, StateMachine machine, Waiters waiters) {
        this.state = state;
        this.machine = machine;
        this.waiters = waiters;
    }

    /** Takes over what the disk held. */
    void restart(Stored disk) {
        waiters.clear();
        state.snapshot = disk.snapshot().orElse(null);
        Configuration initial = Configuration.of(state.config.voters());
        if (state.snapshot == null) {
            state.log.reset();
            state.members.reset(0, initial);
            machine.restore(Bytes.EMPTY);
            state.commit = 0;
        } else {
            Snapshot.Meta meta = state.snapshot.meta();
            state.log.reset(meta);
            state.members.reset(meta.configIndex(), meta.configuration());
            machine.restore(state.snapshot.data());
            state.commit = meta.index();
        }
        state.applied = state.commit;
        for (Entry entry : disk.entries()) {
            state.log.append(entry);
            if (entry.payload() instanceof Payload.ConfigChange change) {
                state.members.added(state.log.lastIndex(), change.configuration());
            }
        }
    }

    /** What a start says of the snapshot found on disk; null without one. */
    Fact.SnapshotPoint restored() {
        return state.snapshot == null
                ? null
                : new Fact.SnapshotPoint(
                        state.snapshot.meta().index(), state.snapshot.meta().term(), machine.digest());
    }

    /** Applies what may be applied, a bounded number of entries. */
    void apply() {
        long from = state.applied + 1;
        long to = Math.min(state.applicable(), state.applied + MOST_IN_A_TURN);
        if (to < from) {
            return;
        }
        long[] digests = new long[(int) (to - from + 1)];
        for (long index = from; index <= to; index++) {
            Entry entry = state.log.at(index);
            StateMachine.Result result = entry.payload() instanceof Payload.Command command
                    ? machine.apply(index, entry.time(), command)
                    : null;
            digests[(int) (index - from)] = machine.digest();
            waiters.applied(index, entry.term(), result);
        }
        state.applied = to;
        state.report(new Fact.Applied(from, digests));
        takeSnapshotIfDue();
    }

    private void takeSnapshotIfDue() {
        int each = state.features().limits().snapshotEntries();
        long label = state.rules.snapshotLabel(state.applied);
        if (each > 0 && state.applied - state.log.baseIndex() >= each && state.log.holds(label)) {
            takeSnapshot(label);
        }
    }

    private void takeSnapshot(long index) {
        RaftLog log = state.log;
        Snapshot.Meta meta = new Snapshot.Meta(
                index,
                log.termAt(index),
                log.timeAt(index),
                log.digestAt(index),
                state.members.at(index),
                state.members.indexAt(index));
        state.snapshot = new Snapshot(meta, machine.snapshot());
        if (!state.rules.replacesSnapshotAtOnce()) {
            state.turn.write(new DiskWrite.Save(new Snapshot(meta, Bytes.EMPTY), true));
        }
        state.turn.write(new DiskWrite.Save(state.snapshot, true));
        log.compact(index);
        state.members.compact(index);
        state.report(new Fact.SnapshotTaken(new Fact.SnapshotPoint(index, meta.term(), machine.digest())));
    }

    /** Answers a query at a node that may not lead: no correct node does that; it is there for a mutant. */
    Optional<Answer> answerHere(Input.Read read) {
        return state.rules.followerAnswersReads()
                ? Optional.of(new Answer.Done(read.id(), state.applied, machine.query(read.query())))
                : Optional.empty();
    }
}
