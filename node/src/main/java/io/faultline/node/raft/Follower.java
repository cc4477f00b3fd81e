package io.faultline.node.raft;

import io.faultline.node.raft.Message.AppendEntries;
import io.faultline.node.raft.Message.AppendReply;
import io.faultline.node.raft.Message.InstallSnapshot;
import io.faultline.node.raft.Message.SnapshotReply;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** A node as a follower: what it does with a leader's entries (§5.3) and snapshots (§7). */
final class Follower {
    private final ServerState state;
    private final RaftRules rules;
    private final Waiters waiters;
    private final StateMachine machine;

    private Snapshot.Meta arriving;
    private final ByteArrayOutputStream pieces = new ByteArrayOutputStream();

    Follower(ServerState state, Waiters waiters, StateMachine machine) {
        this.state = state;
        this.rules = state.rules;
        this.waiters = waiters;
        this.machine = machine;
    }

    /** Forgets what has arrived of a snapshot. */
    void restart() {
        arriving = null;
        pieces.reset();
    }

    // ---- entries ----

    void onAppendEntries(AppendEntries append) {
        if (rules.refusesAppendEntries(append.term(), state.hard.term())) {
            if (rules.storesEntriesOfOlderLeader(state.role) && holdsPrevious(append.previous())) {
                store(append);
            }
            refuse(append, state.log.lastIndex() + 1, 0);
            return;
        }
        Role from = state.role;
        if (append.term() != state.hard.term()) {
            if (rules.adoptsAppendEntriesTerm(state.role)) {
                // First the role: no event may tell of a leader or candidate in a term it never campaigned in.
                state.role = Role.FOLLOWER;
                state.enterTerm(append.term());
            }
        } else if (state.role == Role.LEADER || state.role.campaigns() && !rules.sameTermLeaderEndsCandidacy()) {
            refuse(append, state.log.lastIndex() + 1, 0);
            return;
        }
        hear(append.from(), from, append);
    }

    private void hear(NodeId leader, Role from, AppendEntries append) {
        boolean routine = from == Role.FOLLOWER && leader.equals(state.leader);
        state.follow(leader, from);
        if (replicate(append) || rules.refusedEntriesResetTimer()) {
            state.resetElectionTimer(!routine);
        }
    }

    /** AppendEntries rules 2 to 5; tells whether the log agrees with the leader's now. */
    private boolean replicate(AppendEntries append) {
        LogTail previous = append.previous();
        if (previous.index() > state.log.lastIndex()) {
            refuse(append, state.log.lastIndex() + 1, 0);
            return false;
        }
        if (!holdsPrevious(previous)) {
            long index = previous.index();
            refuse(append, state.log.firstOfTerm(index), state.log.termAt(index));
            return false;
        }
        store(append);
        long agreeing = previous.index() + append.entries().size();
        state.commit(rules.followerCommit(append.commit(), agreeing, state.log.lastIndex()));
        answer(append, true, agreeing, 0);
        return true;
    }

    /** What a snapshot stands for is committed, and so agrees with every leader's log. */
    private boolean holdsPrevious(LogTail previous) {
        long index = previous.index();
        return index < state.log.baseIndex()
                || index <= state.log.lastIndex() && rules.matchesPrevious(state.log.termAt(index), previous);
    }

    private void store(AppendEntries append) {
        List<Entry> entries = append.entries();
        long index = append.previous().index() + 1;
        if (index <= state.log.baseIndex() && !rules.skipsWhatSnapshotHolds(append.previous())) {
            beginAnew(entries);
            return;
        }
        int next = (int) Math.min(entries.size(), Math.max(0, state.log.baseIndex() + 1 - index));
        while (next < entries.size()
                && index + next <= state.log.lastIndex()
                && !rules.truncates(
                        state.log.termAt(index + next) != entries.get(next).term())) {
            next++;
        }
        if (next == entries.size()) {
            return;
        }
        if (index + next <= state.log.lastIndex()) {
            if (!rules.dropsTail()) {
                overwrite(index, entries.subList(next, entries.size()), next);
                return;
            }
            remove(index + next);
        }
        state.append(next == 0 ? entries : entries.subList(next, entries.size()));
    }

    private void remove(long from) {
        state.truncate(from);
        waiters.truncated(from);
    }

    /** A mutant's way: entries are replaced one by one, and what follows them stays. */
    private void overwrite(long index, List<Entry> entries, int skipped) {
        long last = state.log.lastIndex();
        long from = index + skipped;
        List<Entry> kept = new ArrayList<>(entries);
        for (long i = from + entries.size(); i <= last; i++) {
            kept.add(state.log.at(i));
        }
        remove(from);
        state.append(List.copyOf(kept));
    }

    /** A mutant's way: the log is taken for empty, though a snapshot stands for its beginning. */
    private void beginAnew(List<Entry> entries) {
        if (!entries.isEmpty()) {
            if (state.log.lastIndex() > state.log.baseIndex()) {
                remove(state.log.baseIndex() + 1);
            }
            state.append(entries);
        }
    }

    private void refuse(AppendEntries append, long index, long conflictTerm) {
        answer(append, false, index, conflictTerm);
    }

    private void answer(AppendEntries append, boolean success, long index, long conflictTerm) {
        state.send(
                append.from(),
                new AppendReply(
                        state.self(),
                        state.hard.term(),
                        append.term(),
                        success,
                        append.previous().index(),
                        index,
                        conflictTerm,
                        append.round()));
    }

    // ---- snapshots ----

    void onInstallSnapshot(InstallSnapshot install) {
        if (install.term() < state.hard.term()) {
            answer(install, 0, false);
            return;
        }
        Role from = state.role;
        if (install.term() > state.hard.term()) {
            state.role = Role.FOLLOWER;
            state.enterTerm(install.term());
        } else if (state.role == Role.LEADER) {
            answer(install, 0, false);
            return;
        }
        boolean routine = from == Role.FOLLOWER && install.from().equals(state.leader);
        state.follow(install.from(), from);
        state.resetElectionTimer(!routine);
        if (rules.ignoresSnapshot(install.meta().index(), state.commit)) {
            answer(install, install.size(), true);
        } else {
            collect(install);
        }
    }

    private void collect(InstallSnapshot install) {
        if (!install.meta().equals(arriving)) {
            arriving = install.meta();
            pieces.reset();
        }
        if (install.offset() == pieces.size()) {
            pieces.write(install.piece().array(), 0, install.piece().length());
        }
        boolean complete = pieces.size() == install.size();
        if (complete) {
            install(new Snapshot(arriving, Bytes.wrap(pieces.toByteArray())));
            restart();
        }
        answer(install, complete ? install.size() : pieces.size(), complete);
    }

    private void install(Snapshot snapshot) {
        Snapshot.Meta meta = snapshot.meta();
        machine.restore(snapshot.data());
        boolean holds = state.log.holds(meta.index());
        boolean agrees = holds && state.log.termAt(meta.index()) == meta.term();
        boolean keeps = rules.keepsSuffix(agrees) && holds;
        Configuration before = state.members.current();
        long indexBefore = state.members.index();
        state.snapshot = snapshot;
        state.applied = Math.max(state.applied, meta.index());
        state.turn.write(new DiskWrite.Save(snapshot, keeps));
        state.report(new Fact.SnapshotInstalled(new Fact.SnapshotPoint(meta.index(), meta.term(), machine.digest())));
        waiters.skipped(meta.index());
        if (keeps) {
            state.log.compact(meta.index());
            state.members.compact(meta.index());
        } else {
            state.log.reset(meta);
            state.durable = meta.index();
            state.members.reset(meta.configIndex(), meta.configuration());
            waiters.truncated(meta.index() + 1);
        }
        state.commit(meta.index());
        if (state.members.index() != indexBefore || !state.members.current().equals(before)) {
            state.reportMembers();
        }
    }

    private void answer(InstallSnapshot install, int next, boolean installed) {
        state.send(
                install.from(),
                new SnapshotReply(
                        state.self(),
                        state.hard.term(),
                        install.term(),
                        install.meta().index(),
                        next,
                        installed,
                        install.round()));
    }

    // ---- hand-over ----

    /** Whether the leader's wish that this node campaign at once is to be followed. */
    boolean mayCampaignFor(Message.TimeoutNow wish) {
        return wish.term() == state.hard.term() && state.role == Role.FOLLOWER && state.votes();
    }
}
