package io.faultline.node.mutants;

import io.faultline.node.raft.RaftRules;
import java.util.List;
import java.util.Optional;

/**
 * Every mutant and control there is; the one place where a new one is added.
 *
 * <p>Sources: E, election bugs seen in real implementations; D, defects of a public student
 * implementation of the lab; K, unusual but correct nodes.
 */
public final class Variants {
    private static final List<Variant> ALL = List.of(
            Variant.mutant(
                    "E01", "votedFor is kept in memory only", "one vote per node and term", E01VoteKeptInMemory::new),
            Variant.mutant("E02", "currentTerm is not persisted", "terms never go back", E02TermNotPersisted::new),
            Variant.mutant(
                    "E03",
                    "the vote is answered before the disk has it",
                    "one vote per node and term",
                    E03VoteAnsweredBeforeFsync::new),
            Variant.mutant(
                    "E04",
                    "term and vote are stored in two writes, and the answer waits for the first",
                    "one vote per node and term",
                    E04TermAndVoteInTwoWrites::new),
            Variant.mutantWithoutPreVote(
                    "E05",
                    "a vote reply of an older term is counted",
                    "at most one leader per term",
                    E05VoteOfOlderTermCounted::new),
            Variant.mutant(
                    "E06",
                    "granting replies are counted, not voters, so a retry counts twice",
                    "at most one leader per term",
                    E06VotesCountedNotVoters::new),
            Variant.mutantWithoutPreVote(
                    "E10",
                    "the vote is cleared by AppendEntries of the same term",
                    "one vote per node and term",
                    E10VoteClearedByAppendEntries::new),
            Variant.mutantWithoutPreVote(
                    "E11",
                    "a candidate does not record its own vote",
                    "at most one leader per term",
                    E11OwnVoteNotRecorded::new),
            Variant.mutantWithoutPreVote(
                    "E12",
                    "a leader or candidate still grants its vote in its own term",
                    "at most one leader per term",
                    E12LeaderStillGrants::new),
            Variant.mutant(
                    "E13",
                    "half of the members count as a quorum",
                    "at most one leader per term",
                    E13QuorumOfHalf::new),
            Variant.mutant(
                    "E14",
                    "AppendEntries of a lower term is accepted and sets the term back",
                    "terms never go back",
                    E14OlderLeaderAccepted::new),
            Variant.mutant(
                    "E15",
                    "a higher term in a reply makes no node step down",
                    "a deposed leader steps down",
                    E15HigherTermInReplyIgnored::new),
            Variant.mutant(
                    "E16",
                    "AppendEntries of the same term does not make a candidate a follower",
                    "eventual election",
                    E16CandidateIgnoresLeader::new),
            Variant.mutant(
                    "E17",
                    "a higher term is adopted but the old vote is kept",
                    "eventual election",
                    E17OldVoteKept::new),
            Variant.mutant(
                    "E18", "election timeouts are fixed, not random", "eventual election", E18FixedTimeouts::new),
            Variant.mutant(
                    "E19",
                    "a refused RequestVote resets the election timer",
                    "eventual election",
                    E19RefusedVoteResetsTimer::new),
            Variant.mutant(
                    "E22",
                    "a pre-vote reply is counted as a vote",
                    "at most one leader per term",
                    E22PreVoteCountedAsVote::new),
            Variant.mutantWithoutPreVote(
                    "D2",
                    "a candidate or leader records its vote for another but answers no",
                    "a vote is refused only with a reason",
                    D2RecordedVoteNotGiven::new),
            Variant.mutantWithoutPreVote(
                    "D3",
                    "a vote is given only to a request of a higher term, so a repeated request is refused",
                    "a vote is refused only with a reason",
                    D3VoteOnlyOnHigherTerm::new),
            Variant.mutantWithoutPreVote(
                    "D4",
                    "a candidate follows a leader of a higher term without adopting its term",
                    "a follower follows the leader of its term",
                    D4CandidateKeepsOwnTerm::new),
            Variant.mutantWithoutPreVote(
                    "D6",
                    "the election after one that was denied by a higher term listens to no votes",
                    "a won election makes a leader",
                    D6VotesNobodyCounts::new),
            Variant.mutantWithoutPreVote(
                    "D7",
                    "a reply's term is compared with the term of its request, then adopted even if the node is further",
                    "terms never go back",
                    D7StaleReplySetsTermBack::new),
            Variant.mutantWithoutPreVote(
                    "D8",
                    "each unanswered heartbeat is sent again with every later one",
                    "heartbeats keep their pace",
                    D8HeartbeatsPileUp::new),
            Variant.mutantWithoutPreVote(
                    "D12",
                    "votedFor is set to the leader by every heartbeat",
                    "one vote per node and term",
                    D12VoteFollowsLeader::new),
            Variant.mutantWithoutPreVote(
                    "D13",
                    "a deposed leader's election timer is not reset",
                    "no early candidacy",
                    D13DeposedLeaderCampaignsAtOnce::new),
            Variant.control("K1", "no pre-vote", false, 1, RaftRules::new),
            Variant.control("K2", "heartbeats and timeouts ten times as slow", true, 10, RaftRules::new),
            Variant.control("K3", "a flushed vote is flushed again", true, 1, K3VoteFlushedTwice::new),
            Variant.control("K4", "timeouts from the upper half of the interval", true, 1, K4LateTimeouts::new),
            Variant.control(
                    "K5", "timeouts in whole milliseconds, without pre-vote", false, 1, K5WholeMilliseconds::new));

    private Variants() {}

    /** All variants, mutants first, in the order of the catalogue. */
    public static List<Variant> all() {
        return ALL;
    }

    public static List<Variant> mutants() {
        return ALL.stream().filter(Variant::isMutant).toList();
    }

    public static List<Variant> controls() {
        return ALL.stream().filter(variant -> !variant.isMutant()).toList();
    }

    /** The variant of that id, such as {@code E13}. */
    public static Optional<Variant> named(String id) {
        return ALL.stream().filter(variant -> variant.id().equals(id)).findFirst();
    }
}
