package io.faultline.node.raft;

import io.faultline.node.raft.Message.AppendReply;
import java.util.Optional;

/**
 * The paper's rules for the log, snapshots, members and reads, one small method each; this class has them right.
 *
 * <p>The other half of {@link RaftRules}, which see.
 */
abstract class ReplicationRules {
    // ---- the follower's log ----

    /** AppendEntries rule 2: the own entry in the place of the previous one has its term too (§5.3). */
    public boolean matchesPrevious(long ownTerm, LogTail previous) {
        return ownTerm == previous.term();
    }

    /** AppendEntries rule 3: entries are removed only where the leader's differ; a late, short request removes none. */
    public boolean truncates(boolean differs) {
        return differs;
    }

    /** AppendEntries rule 3: with an entry that differs goes all that follows it. */
    public boolean dropsTail() {
        return true;
    }

    /** AppendEntries rule 5: the commit index follows the leader's, but no further than what is known to agree. */
    public long followerCommit(long leaderCommit, long lastAgreeing, long ownLast) {
        return Math.min(leaderCommit, lastAgreeing);
    }

    /** The commit index never goes back (Figure 2, commitIndex). */
    public long nextCommit(long current, long proposed) {
        return Math.max(current, proposed);
    }

    /** Entries are durable before the follower says so (Figure 2, persistent state). */
    public boolean logIsDurableFirst() {
        return true;
    }

    /** Entries of a leader of an older term change nothing, whoever gets them. */
    public boolean storesEntriesOfOlderLeader(Role role) {
        return false;
    }

    /** A follower that must refuse entries has heard its leader all the same. */
    public boolean refusedEntriesResetTimer() {
        return true;
    }

    /** Entries that a snapshot stands for are there already: of a request that begins before it only the rest counts. */
    public boolean skipsWhatSnapshotHolds(LogTail previous) {
        return true;
    }

    /** What the disk holds is where the node goes on, also when a crash tore off its last record. */
    public Stored recovered(Stored disk, boolean torn) {
        return disk;
    }

    /** After a failed write nobody knows what the disk holds, so the node does not go on (canonical/raft#320). */
    public boolean goesOnAfterFailedWrite() {
        return false;
    }

    // ---- the leader's counting ----

    /** A leader counts itself for what its disk holds (dissertation §10.2.1). */
    public long ownMatch(long durable, long last) {
        return durable;
    }

    /** Only answers to requests of this very term count. */
    public boolean countsAppendReply(long requestTerm, long term) {
        return requestTerm == term;
    }

    /**
     * A follower holds what it says it does (§5.3: matchIndex).
     *
     * @param known what it is known to hold
     * @param sent the last entry that was sent to it
     * @param last the leader's last entry
     */
    public long matchAfterReply(AppendReply reply, long known, long sent, long last) {
        return reply.success() ? Math.max(known, reply.index()) : known;
    }

    /** An answer to a heartbeat tells what the follower holds as well as any other. */
    public boolean heartbeatReplyCounts() {
        return true;
    }

    /**
     * Where to go on after a refusal: at the end of the leader's entries of the conflicting term, or, when it has none,
     * at the beginning of the follower's (§5.3, the lab's fast back-up).
     *
     * @param ownLastOfTerm the leader's last entry of the conflicting term at or before the refused place, 0 for none
     */
    public long nextAfterRefusal(AppendReply reply, long ownLastOfTerm) {
        return ownLastOfTerm > 0 ? ownLastOfTerm + 1 : reply.index();
    }

    /** Only an entry of the own term is committed by counting; older ones go with it (§5.4.2, Figure 8). */
    public boolean commitsByCounting(long entryTerm, long term) {
        return entryTerm == term;
    }

    /** Whose majority commits: the voters, not the learners (dissertation §4.2.1). */
    public NodeSet commitQuorum(Configuration configuration) {
        return configuration.voters();
    }

    /** More than half. */
    public boolean isMajority(int count, int of) {
        return count * 2 > of;
    }

    /** A deposed leader puts no further entry into its log. */
    public boolean deposedLeaderStopsAppending() {
        return true;
    }

    // ---- snapshots ----

    /** Behind a snapshot the log stays if it holds the snapshot's last entry, and only then (Figure 13, rules 6 and 7). */
    public boolean keepsSuffix(boolean holdsLastEntry) {
        return holdsLastEntry;
    }

    /** A snapshot of what is committed here already would only set the state machine back (§7). */
    public boolean ignoresSnapshot(long index, long commit) {
        return index <= commit;
    }

    /** A snapshot is labelled with the last entry that its data hold. */
    public long snapshotLabel(long applied) {
        return applied;
    }

    /** A snapshot takes the old one's place at once and as a whole. */
    public boolean replacesSnapshotAtOnce() {
        return true;
    }

    // ---- clients ----

    /** What goes into the log for a client's command: the command; it is decided when it is applied. */
    public Payload.Command proposed(Payload.Command command, StateMachine machine) {
        return command;
    }

    /** A command is answered when it was applied; what is told here instead is told at once. */
    public Optional<StateMachine.Result> answerWhenAppended(Payload.Command command, StateMachine machine) {
        return Optional.empty();
    }

    /** A client gets the answer to its own command: that of the entry with its index and its term. */
    public boolean answersWaiter(long entryTerm, long waiterTerm) {
        return entryTerm == waiterTerm;
    }

    /** Whoever waits for an entry that the log has lost is told so at once, and gets nobody else's answer. */
    public boolean lostEntryEndsWaiting() {
        return true;
    }

    /** A command that this node's log has lost may still be committed by another (§8). */
    public boolean outcomeOfLostIsUnknown() {
        return true;
    }

    /** The state machine has what is committed, and nothing else (§5.3). */
    public long appliesUpTo(long commit, long last) {
        return commit;
    }

    /** A read waits until a majority has followed the leader after it was asked for (§8). */
    public boolean readNeedsRound() {
        return true;
    }

    /** A read waits until the leader has committed an entry of its own term (§8). */
    public boolean readNeedsOwnCommit() {
        return true;
    }

    /** Only a leader answers reads. */
    public boolean followerAnswersReads() {
        return false;
    }

    /** A lease counts from when its round was sent, for that long (dissertation §6.4.1). */
    public boolean leaseHolds(long now, long sentAt, long repliedAt, long length) {
        return now - sentAt < length;
    }

    // ---- members ----

    /** Members are changed only after the leader has committed an entry of its own term (braft#182). */
    public boolean changeNeedsOwnCommit() {
        return true;
    }

    /** One change at a time: the one before is committed (dissertation §4.1). */
    public boolean changesOneAtATime() {
        return true;
    }

    /** A configuration that is removed from the log is not in force any more (dissertation §4.1). */
    public boolean removedConfigurationEnds() {
        return true;
    }

    /** Only voters' votes count, and only voters are asked for theirs. */
    public boolean voteCounts(Configuration configuration, NodeId voter) {
        return configuration.voters().contains(voter);
    }

    /**
     * Whoever was removed keeps its log: the removal may come to nothing, or the node be added again under its id, and what it
     * has said that it holds is counted on (dissertation §4.2.2).
     */
    public boolean removedKeepsItsLog() {
        return true;
    }

    /** A learner gets its vote only when it has caught up (dissertation §4.2.1). */
    public boolean learnerIsReady(long match, long commit) {
        return match >= commit;
    }
}
