package io.faultline.node.raft;

import io.faultline.node.raft.Message.VoteReply;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The paper's rules, one small method each; this class and the one behind it have them right.
 *
 * <p>A mutant is a subclass with one method changed. The core asks these questions and never which mutant
 * it is, so that a mutant differs from the correct node in nothing else.
 */
public class RaftRules extends ReplicationRules {
    // ---- votes ----

    /** RequestVote rule 2: a vote is free, or already the candidate's (§5.2). */
    public boolean mayVoteFor(Ballot ballot) {
        HardState state = ballot.state();
        return ballot.request().term() == state.term()
                && (state.vote() == HardState.NO_VOTE
                        || state.vote() == ballot.request().from().number());
    }

    /** RequestVote rule 2: the candidate's log is at least as up to date as the voter's (§5.4.1). */
    public boolean isUpToDate(LogTail candidate, LogTail voter) {
        return candidate.term() != voter.term() ? candidate.term() > voter.term() : candidate.index() >= voter.index();
    }

    /** A candidate tells where its log ends (Figure 2, lastLogIndex and lastLogTerm). */
    public LogTail toldLog(LogTail log) {
        return log;
    }

    /** A vote that was recorded is also given. */
    public boolean givesRecordedVote(Ballot ballot) {
        return true;
    }

    /** A candidate votes for itself (§5.2). */
    public boolean candidateRecordsOwnVote() {
        return true;
    }

    /** The vote is per term: a new term starts without one (Figure 2, votedFor). */
    public HardState enterTerm(HardState before, long term) {
        return new HardState(term, HardState.NO_VOTE);
    }

    /** Hearing AppendEntries of the own term leaves the vote as it is (§5.2: one vote per term). */
    public HardState voteAfterAppendEntries(HardState state, NodeId leader) {
        return state;
    }

    /** Term and vote are on disk, as one record, before any answer leaves (Figure 2, persistent state). */
    public PersistPlan persistPlan(HardState before, HardState after) {
        return new PersistPlan(List.of(after), List.of());
    }

    // ---- counting ----

    /** Only a grant of a real vote for the very term campaigned in counts (§5.2). */
    public boolean countsVote(VoteReply reply, long term) {
        return reply.granted() && !reply.preVote() && reply.requestTerm() == term;
    }

    /** Only a grant of a pre-vote for the very next term counts (dissertation §9.6). */
    public boolean countsPreVote(VoteReply reply, long term) {
        return reply.granted() && reply.preVote() && reply.requestTerm() == term + 1;
    }

    /**
     * A candidate wins with votes of a majority of the members (§5.2).
     *
     * @param voters the distinct voters, the candidate itself included
     * @param replies how many granting replies were counted, the own vote included
     */
    public boolean wins(NodeSet voters, int replies, int members) {
        return voters.size() * 2 > members;
    }

    /** A refusal ends no candidacy, unless it tells of a higher term. */
    public boolean refusalEndsCandidacy() {
        return false;
    }

    /** Every campaign listens for its votes, however the one before it ended. */
    public boolean campaignListens(boolean previousDeniedByHigherTerm) {
        return true;
    }

    // ---- terms ----

    /** A higher term in a reply is adopted, whatever the role (§5.1). */
    public boolean adoptsReplyTerm(long replyTerm, long requestTerm, long currentTerm) {
        return replyTerm > currentTerm;
    }

    /** AppendEntries rule 1: a leader of an older term is refused (§5.1). */
    public boolean refusesAppendEntries(long leaderTerm, long currentTerm) {
        return leaderTerm < currentTerm;
    }

    /** A higher term in AppendEntries is adopted, whatever the role (§5.1). */
    public boolean adoptsAppendEntriesTerm(Role role) {
        return true;
    }

    /** A candidate that hears the leader of its own term becomes its follower (§5.2). */
    public boolean sameTermLeaderEndsCandidacy() {
        return true;
    }

    // ---- timers ----

    /** A timeout is drawn at random from the interval each time it is needed (§5.2). */
    public long electionTimeout(Timing timing, RandomGenerator random) {
        long range = timing.electionTimeoutMax() - timing.electionTimeoutMin();
        return range == 0 ? timing.electionTimeoutMin() : timing.electionTimeoutMin() + random.nextLong(range);
    }

    /** Refusing a vote does not put off the own candidacy (Figure 2, rules for followers). */
    public boolean refusedVoteResetsTimer() {
        return false;
    }

    /** However long a node did not get to run, it goes on afterwards. */
    public boolean goesOnAfterPause(long nanos, Timing timing) {
        return true;
    }

    /** A deposed leader waits a full timeout before it campaigns. */
    public boolean deposedLeaderResetsTimer() {
        return true;
    }

    // ---- sending ----

    /** One heartbeat goes to each peer each interval, however many went unanswered (lab: at most 10 a second). */
    public int appendEntriesCopies(int unansweredRounds) {
        return 1;
    }
}
