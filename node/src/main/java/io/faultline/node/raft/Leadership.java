package io.faultline.node.raft;

import io.faultline.node.raft.Message.AppendEntries;
import io.faultline.node.raft.Message.AppendReply;
import io.faultline.node.raft.Message.InstallSnapshot;
import io.faultline.node.raft.Message.SnapshotReply;
import java.util.List;

/** A node as the leader of one term (Figure 2, rules for leaders): it replicates its log, counts, and commits. */
final class Leadership {
    private final ServerState state;
    private final RaftRules rules;
    private final Features.Limits limits;
    private final Progress[] progress = new Progress[NodeId.MAX + 1];
    private final Reads reads;
    private final MemberChanges changes;
    private final long since;
    private final long logTimeBefore;
    private boolean fresh = true;
    private long firstEntry;
    private long heartbeatDue;

    Leadership(ServerState state) {
        this.state = state;
        this.rules = state.rules;
        this.limits = state.features().limits();
        this.reads = new Reads(state);
        this.changes = new MemberChanges(state, this);
        this.since = state.turn.now;
        this.logTimeBefore = state.log.lastTime();
    }

    /** Begins to lead: asserts itself at once, with an empty entry of its own term (§8). */
    void begin() {
        follow(state.members.others());
        if (!state.features().electionOnly()) {
            firstEntry = state.log.lastIndex() + 1;
            append(Payload.Noop.NOOP);
        }
        beat();
    }

    /** The node leads no more. */
    void end() {
        reads.end();
        changes.end();
    }

    Reads reads() {
        return reads;
    }

    MemberChanges changes() {
        return changes;
    }

    /** The first entry of this term. */
    long firstEntry() {
        return firstEntry;
    }

    // ---- the own log ----

    /** Puts an entry of this term into the own log; followers get it at the end of the turn. */
    long append(Payload payload) {
        long time = logTimeBefore + (state.turn.now - since);
        state.append(List.of(new Entry(state.hard.term(), time, payload)));
        if (payload instanceof Payload.ConfigChange) {
            follow(state.members.others());
        }
        return state.log.lastIndex();
    }

    private void follow(NodeId[] others) {
        for (NodeId peer : others) {
            if (progress[peer.number()] == null) {
                progress[peer.number()] =
                        new Progress(peer, state.log.lastIndex() + 1, state.turn.now, limits.inFlight());
            }
        }
        for (int i = 1; i < progress.length; i++) {
            if (progress[i] != null && !state.members.current().all().contains(progress[i].peer)) {
                progress[i] = null;
            }
        }
    }

    Progress progress(NodeId peer) {
        return progress[peer.number()];
    }

    // ---- time ----

    long deadline() {
        boolean commitsAlone = !state.features().electionOnly()
                && state.commit < state.log.lastIndex()
                && rules.commitQuorum(state.members.current()).bits()
                        == 1L << state.self().number();
        return commitsAlone ? state.turn.now : Math.min(heartbeatDue, changes.deadline());
    }

    void onDeadline() {
        advanceCommit();
        changes.onDeadline();
        if (state.turn.now >= heartbeatDue) {
            if (state.features().checkQuorum() && !hearsMajority()) {
                state.stepDown();
            } else {
                beat();
            }
        }
    }

    /** Whether a majority of voters was heard within the longest election timeout (dissertation §6.2). */
    private boolean hearsMajority() {
        long since = state.turn.now - state.timing().electionTimeoutMax();
        NodeSet voters = state.members.voters();
        int heard = voters.contains(state.self()) ? 1 : 0;
        for (NodeId peer : state.members.others()) {
            heard += voters.contains(peer) && progress[peer.number()].heardAt >= since ? 1 : 0;
        }
        return heard * 2 > voters.size();
    }

    /** One round of heartbeats; whoever is ready for entries gets them with it. */
    private void beat() {
        reads.begin();
        for (NodeId peer : state.members.others()) {
            Progress follower = progress[peer.number()];
            int copies = rules.appendEntriesCopies(follower.unansweredRounds++);
            if (!sendEntries(follower) && !sendPiece(follower, true)) {
                for (int i = 0; i < copies; i++) {
                    sendAppend(follower, List.of(), false);
                }
            }
        }
        heartbeatDue = state.turn.now + state.timing().heartbeat();
    }

    /** Sends what the turn has made ready; called at its end. */
    void finishTurn() {
        boolean round = reads.wantsRound();
        if (round) {
            reads.begin();
        }
        for (NodeId peer : state.members.others()) {
            Progress follower = progress[peer.number()];
            boolean sent = false;
            while (sendEntries(follower)) {
                sent = true;
            }
            if (!sent && !sendPiece(follower, false) && round) {
                sendAppend(follower, List.of(), true);
            }
        }
        confirmRounds();
        fresh = false;
    }

    // ---- sending ----

    private boolean sendEntries(Progress follower) {
        if (follower.snapshot != null
                || follower.next > state.log.lastIndex()
                || state.features().electionOnly()) {
            return false;
        }
        // Also when answers are missing: a heartbeat can't ask for an entry that is gone, so none would bring a
        // refusal.
        if (follower.next <= state.log.baseIndex()) {
            follower.startSnapshot(state.snapshot);
            return false;
        }
        if (!follower.mayStream()) {
            return false;
        }
        List<Entry> entries = state.log.slice(follower.next, limits);
        sendAppend(follower, entries, false);
        follower.sent(follower.next + entries.size() - 1);
        return true;
    }

    /** Entries may leave before the own disk has them, but not before this node is known to lead. */
    private void sendAppend(Progress follower, List<Entry> entries, boolean probe) {
        long before = follower.next - 1;
        // All logs agree that nothing stands before the first entry.
        LogTail previous =
                state.features().electionOnly() || !state.log.knows(before) ? LogTail.EMPTY : state.log.tailAt(before);
        Message message = new AppendEntries(
                state.self(), state.hard.term(), previous, entries, state.commit, reads.round(), probe);
        if (fresh || entries.isEmpty()) {
            state.send(follower.peer, message);
        } else {
            state.turn.sendEarly(follower.peer, message);
        }
    }

    /** Sends the next piece of a snapshot that is on its way, or the last one again. */
    private boolean sendPiece(Progress follower, boolean again) {
        if (follower.snapshot == null || follower.isAwaiting() && !again) {
            return false;
        }
        Bytes data = follower.snapshot.data();
        int end = Math.min(data.length(), follower.snapshotOffset + limits.snapshotPiece());
        follower.awaitsAnswer();
        state.send(
                follower.peer,
                new InstallSnapshot(
                        state.self(),
                        state.hard.term(),
                        follower.snapshot.meta(),
                        follower.snapshotOffset,
                        data.length(),
                        data.slice(follower.snapshotOffset, end),
                        reads.round()));
        return true;
    }

    // ---- counting ----

    void onAppendReply(AppendReply reply) {
        Progress follower = progress[reply.from().number()];
        if (follower == null || !rules.countsAppendReply(reply.requestTerm(), state.hard.term())) {
            return;
        }
        heard(follower, reply.round());
        boolean counts = rules.heartbeatReplyCounts() || !reply.success() || reply.index() > reply.previousIndex();
        long last = state.log.lastIndex();
        long match = counts
                ? Math.min(last, rules.matchAfterReply(reply, follower.match, follower.next - 1, last))
                : follower.match;
        if (reply.success()) {
            follower.matched(match);
        } else if (follower.snapshot == null && follower.isCurrentRefusal(reply.previousIndex())) {
            follower.match = match;
            long ownLast =
                    reply.conflictTerm() == 0 ? 0 : state.log.lastOfTerm(reply.conflictTerm(), reply.previousIndex());
            long next = Math.min(rules.nextAfterRefusal(reply, ownLast), reply.previousIndex() + 1);
            backUp(follower, Math.max(follower.match + 1, next));
        }
        advanceCommit();
        changes.onProgress(follower);
    }

    /** Asks further back at once; a refusal that leads nowhere is not answered before the next heartbeat. */
    private static void backUp(Progress follower, long next) {
        boolean leadsOn = next < follower.next;
        follower.probe(next);
        if (!leadsOn) {
            follower.awaitsAnswer();
        }
    }

    void onSnapshotReply(SnapshotReply reply) {
        Progress follower = progress[reply.from().number()];
        if (follower == null || reply.requestTerm() != state.hard.term()) {
            return;
        }
        heard(follower, reply.round());
        if (follower.snapshot == null || follower.snapshot.meta().index() != reply.snapshotIndex()) {
            return;
        }
        if (reply.installed()) {
            follower.endSnapshot();
            follower.matched(Math.max(follower.match, reply.snapshotIndex()));
            advanceCommit();
            changes.onProgress(follower);
        } else {
            int next = Math.min(reply.next(), follower.snapshot.data().length());
            follower.nextPiece(next, reply.round(), reads.round());
        }
    }

    private void heard(Progress follower, long round) {
        follower.unansweredRounds = 0;
        follower.heardAt = state.turn.now;
        if (round > follower.ackedRound) {
            follower.ackedRound = round;
            confirmRounds();
        }
    }

    private void confirmRounds() {
        long voters = state.members.voters().bits();
        for (long rest = voters; rest != 0; rest &= rest - 1) {
            long round = ackedRound(Long.numberOfTrailingZeros(rest));
            if (reads.isConfirmed(round)) {
                continue;
            }
            int count = 0;
            for (long others = voters; others != 0; others &= others - 1) {
                count += ackedRound(Long.numberOfTrailingZeros(others)) >= round ? 1 : 0;
            }
            if (count * 2 > Long.bitCount(voters)) {
                reads.confirm(round);
            }
        }
    }

    private long ackedRound(int node) {
        return node == state.self().number() ? reads.round() : progress[node].ackedRound;
    }

    /** Commits the last entry that a majority holds, if it is of this term (§5.3, §5.4.2). */
    void advanceCommit() {
        long quorum = rules.commitQuorum(state.members.current()).bits();
        long best = state.commit;
        for (long rest = quorum; rest != 0; rest &= rest - 1) {
            long index = match(Long.numberOfTrailingZeros(rest));
            if (index > best && rules.isMajority(holding(index, quorum), Long.bitCount(quorum))) {
                best = index;
            }
        }
        if (best > state.commit && rules.commitsByCounting(state.log.termAt(best), state.hard.term())) {
            state.commit(best);
        }
    }

    private int holding(long index, long quorum) {
        int count = 0;
        for (long rest = quorum; rest != 0; rest &= rest - 1) {
            count += match(Long.numberOfTrailingZeros(rest)) >= index ? 1 : 0;
        }
        return count;
    }

    private long match(int node) {
        return node == state.self().number()
                ? rules.ownMatch(state.durable, state.log.lastIndex())
                : progress[node].match;
    }
}
