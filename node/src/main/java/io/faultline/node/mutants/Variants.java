package io.faultline.node.mutants;

import io.faultline.node.mutants.Variant.Needs;
import io.faultline.node.raft.Features;
import io.faultline.node.raft.RaftRules;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Every mutant and control there is; the one place where a new one is added.
 *
 * <p>Sources: E, election bugs seen in real implementations; D, defects of a public student
 * implementation of the lab; K, unusual but correct nodes. R10 stands among the controls, as nobody
 * can tell its nodes from the standard ones.
 */
public final class Variants {
    /** Snapshots so often that they are always in the way. */
    private static final UnaryOperator<Features> OFTEN =
            features -> features.withLimits(features.limits().withSnapshotEntries(20));

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
                            E15HigherTermInReplyIgnored::new)
                    .with(features -> features.withCheckQuorum(false)),
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
            Variant.mutant(
                            "E07",
                            "a vote is given whatever the candidate's log holds",
                            "leader completeness",
                            E07NoLogComparison::new)
                    .needing(Needs.CLIENTS),
            Variant.mutant(
                            "E08",
                            "logs are compared by length only",
                            "leader completeness",
                            E08LogsComparedByLength::new)
                    .needing(Needs.CLIENTS),
            Variant.mutant(
                            "E09",
                            "logs are compared by their last term only",
                            "leader completeness",
                            E09LogsComparedByTerm::new)
                    .needing(Needs.CLIENTS),
            Variant.mutant(
                            "E20",
                            "a follower that must refuse entries does not reset its election timer",
                            "a leader that works is not deposed",
                            E20RefusedEntriesLeaveTimer::new)
                    .needing(Needs.CLIENTS)
                    .with(features -> features.withPreVote(false)),
            Variant.mutant(
                            "E23",
                            "a leader whose term is raised goes on appending, in the new term",
                            "log matching",
                            E23DeposedLeaderAppends::new)
                    .needing(Needs.CLIENTS)
                    .with(features -> features.withPreVote(false)),
            Variant.mutant(
                            "E24",
                            "a leader trusts its lease for ever, also after a pause",
                            "linearizable reads",
                            E24LeaseWithoutEnd::new)
                    .needing(Needs.IMPATIENCE)
                    .with(features -> features.withReads(Features.ReadMode.LEASE)),
            Variant.mutant(
                            "R01",
                            "an entry of an older term is committed by counting (Figure 8)",
                            "leader completeness",
                            R01OldTermCommittedByCounting::new)
                    .needing(Needs.CROWD)
                    .with(features -> features.withCheckQuorum(false)),
            Variant.mutant(
                            "R02",
                            "a follower cuts its log at the previous entry of every request",
                            "leader completeness",
                            R02TruncatesAlways::new)
                    .needing(Needs.CLIENTS),
            Variant.mutant(
                            "R03",
                            "an entry that differs is replaced, but what follows it stays",
                            "log matching",
                            R03TailKept::new)
                    .needing(Needs.CLIENTS),
            Variant.mutant(
                            "R04",
                            "the term of the previous entry is not compared",
                            "log matching",
                            R04PreviousTermIgnored::new)
                    .needing(Needs.CLIENTS),
            Variant.mutant(
                            "R05",
                            "a follower commits what it holds, agreed upon or not",
                            "state machine safety",
                            R05CommitsUnknownTail::new)
                    .needing(Needs.CLIENTS),
            Variant.mutant(
                            "R06",
                            "the commit index follows the leader's, also down",
                            "commit index never goes back",
                            R06CommitFalls::new)
                    .needing(Needs.CLIENTS),
            Variant.mutant(
                            "R07",
                            "a refusal's hint is taken for what the follower holds",
                            "leader completeness",
                            R07MatchFromRefusal::new)
                    .needing(Needs.CLIENTS),
            Variant.mutant(
                            "R08",
                            "answers to requests of an older term are counted",
                            "leader completeness",
                            R08OldRepliesCount::new)
                    .needing(Needs.IMPATIENCE)
                    .with(features -> features.withPreVote(false).withCheckQuorum(false)),
            Variant.mutant(
                            "R09",
                            "a follower says that it holds entries before its disk does",
                            "durability",
                            R09AnsweredBeforeFsync::new)
                    .needing(Needs.CLIENTS),
            Variant.mutant(
                            "R11",
                            "after a failed write a node goes on, and uses the same index and term again",
                            "state machine safety",
                            R11GoesOnAfterFailedWrite::new)
                    .needing(Needs.CLIENTS)
                    .inTheSimulatorOnly("the write-ahead log is not written to any more when a write has failed"),
            Variant.mutant(
                            "R12",
                            "entries of a deposed leader are stored, also by the leader that followed it",
                            "log matching",
                            R12OldLeaderWrites::new)
                    .needing(Needs.CLIENTS),
            Variant.mutant(
                            "R13",
                            "what did not fit into a message counts as sent and held",
                            "log matching",
                            R13GapBehindBatch::new)
                    .needing(Needs.CLIENTS),
            Variant.mutant(
                            "R15",
                            "after a refusal the same entries are sent again",
                            "progress",
                            R15SameEntriesAgain::new)
                    .needing(Needs.CLIENTS),
            Variant.mutant(
                            "R16",
                            "an answer to a heartbeat does not tell what the follower holds",
                            "progress",
                            R16HeartbeatsDoNotCommit::new)
                    .needing(Needs.CLIENTS),
            Variant.mutant(
                            "R17",
                            "a torn last record makes the whole log be dropped",
                            "durability",
                            R17TornLogDropped::new)
                    .needing(Needs.CLIENTS),
            Variant.mutant(
                            "S01",
                            "a snapshot drops the log behind it, though it matches",
                            "leader completeness",
                            S01SnapshotDropsSuffix::new)
                    .needing(Needs.CLIENTS)
                    .with(OFTEN),
            Variant.mutant(
                            "S02",
                            "a snapshot keeps the log behind it, though it does not match",
                            "log matching",
                            S02SnapshotKeepsConflict::new)
                    .needing(Needs.IMPATIENCE)
                    .with(OFTEN)
                    .with(features -> features.withCheckQuorum(false))
                    .inTheSimulatorOnly("the write-ahead log holds no entries of an older term behind a snapshot"),
            Variant.mutant(
                            "S03",
                            "a snapshot is labelled with the entry before the last that its data hold",
                            "state machine safety",
                            S03SnapshotLabelBehind::new)
                    .needing(Needs.CLIENTS)
                    .with(OFTEN),
            Variant.mutant("S04", "a snapshot does not hold the sessions of clients", "exactly once", RaftRules::new)
                    .needing(Needs.RETRIES)
                    .with(OFTEN)
                    .serving(S04SnapshotWithoutSessions::new),
            Variant.mutant(
                            "S05",
                            "a request that begins before the snapshot is appended behind it",
                            "log matching",
                            S05SnapshotForgottenByAppend::new)
                    .needing(Needs.CLIENTS)
                    .with(OFTEN),
            Variant.mutant("S06", "a snapshot is replaced in two steps", "durability", S06SnapshotReplacedInSteps::new)
                    .needing(Needs.CONTENTION)
                    .with(OFTEN)
                    .inTheSimulatorOnly("the write-ahead log names a snapshot only when it is there as a whole"),
            Variant.mutant(
                            "C01",
                            "a leader answers reads without a round to the others",
                            "linearizable reads",
                            C01LeaderReadsAlone::new)
                    .needing(Needs.IMPATIENCE)
                    .with(features -> features.withCheckQuorum(false)),
            Variant.mutant(
                            "C02",
                            "a leader answers reads before it has committed in its own term",
                            "linearizable reads",
                            C02ReadBeforeOwnCommit::new)
                    .needing(Needs.BACKLOG),
            Variant.mutant("C03", "a lease is counted from the answers", "linearizable reads", C03LeaseFromReply::new)
                    .needing(Needs.IMPATIENCE)
                    .with(features -> features.withReads(Features.ReadMode.LEASE)),
            Variant.mutant(
                            "C04",
                            "a follower answers reads from its own state",
                            "linearizable reads",
                            C04FollowerAnswersReads::new)
                    .needing(Needs.CLIENTS),
            Variant.mutant(
                            "C05",
                            "a write is answered when it stands in the leader's log",
                            "durability",
                            C05AnsweredWhenAppended::new)
                    .needing(Needs.CLIENTS),
            Variant.mutant(
                            "C06",
                            "a client gets the answer of whatever entry has its index",
                            "linearizability",
                            C06WaiterMatchedByIndex::new)
                    .needing(Needs.CLIENTS),
            Variant.mutant("C07", "a request that is sent again is done again", "exactly once", RaftRules::new)
                    .needing(Needs.RETRIES)
                    .serving(C07NoSessions::new),
            Variant.mutant(
                            "C08",
                            "only the node that took a request knows it again",
                            "exactly once",
                            C08DuplicatesKnownToLeader::new)
                    .needing(Needs.RETRIES)
                    .serving(C07NoSessions::new),
            Variant.mutant(
                            "C09",
                            "a command of a deposed leader is told to have failed",
                            "linearizability",
                            C09UnknownToldAsFailed::new)
                    .needing(Needs.CLIENTS),
            Variant.mutant(
                            "C10",
                            "entries reach the state machine before they are committed",
                            "state machine safety",
                            C10UncommittedApplied::new)
                    .needing(Needs.CLIENTS),
            Variant.mutant(
                            "C11",
                            "compare-and-set is decided by the leader when it proposes",
                            "linearizability",
                            C11DecidedWhenProposed::new)
                    .needing(Needs.CONTENTION),
            Variant.mutant(
                            "M01",
                            "members are changed before the leader has committed in its own term",
                            "at most one leader per term",
                            M01ChangeBeforeOwnCommit::new)
                    .needing(Needs.MEMBER_CHANGES),
            Variant.mutant(
                            "M02",
                            "members are changed while an earlier change is not committed",
                            "at most one leader per term",
                            M02TwoChangesAtOnce::new)
                    .needing(Needs.MEMBER_CHANGES),
            Variant.mutant(
                            "M04",
                            "a configuration that was removed from the log stays in force",
                            "at most one leader per term",
                            M04RemovedConfigurationStays::new)
                    .needing(Needs.MEMBER_CHANGES)
                    .with(features -> features.withCheckQuorum(false)),
            Variant.mutant(
                            "M05",
                            "learners are asked for their votes, which count",
                            "at most one leader per term",
                            M05AnyoneElects::new)
                    .needing(Needs.MEMBER_CHANGES),
            Variant.mutant(
                            "M06",
                            "a node that finds itself removed when it starts forgets its log, and may be added again",
                            "leader completeness",
                            M06RemovedForgetsItsLog::new)
                    .needing(Needs.MEMBER_CHANGES),
            Variant.mutant(
                            "M07",
                            "learners count in the quorum that commits",
                            "leader completeness",
                            M07LearnersCommit::new)
                    .needing(Needs.MEMBER_CHANGES),
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
            Variant.mutant(
                    "D5",
                    "a node that was held up for longer than an election timeout never answers again",
                    "eventual election",
                    D5PausedNodeStaysSilent::new),
            Variant.mutant(
                            "D14",
                            "a candidate tells of an empty log, and nobody compares",
                            "leader completeness",
                            D14LogNotTold::new)
                    .needing(Needs.CLIENTS),
            Variant.mutant(
                            "D18",
                            "any refusal ends a candidacy",
                            "a won election makes a leader",
                            D18RefusalEndsCandidacy::new)
                    .with(features -> features.withPreVote(false)),
            Variant.mutant(
                            "D19",
                            "after an answer the follower is thought to hold the leader's whole log",
                            "state machine safety",
                            D19MatchIsWholeLog::new)
                    .needing(Needs.CLIENTS),
            Variant.mutant(
                            "D20",
                            "each answer adds its number of entries to what the follower is thought to hold",
                            "state machine safety",
                            D20MatchAddsUp::new)
                    .needing(Needs.CLIENTS),
            Variant.mutant(
                    "D21",
                    "a term that a node adopts without voting is not persisted",
                    "terms never go back",
                    D21StepDownNotPersisted::new),
            Variant.control("K1", "no pre-vote", RaftRules::new).with(features -> features.withPreVote(false)),
            Variant.control("K2", "heartbeats and timeouts ten times as slow", RaftRules::new)
                    .slowedDown(10),
            Variant.control("K3", "a flushed vote is flushed again", K3VoteFlushedTwice::new),
            Variant.control("K4", "timeouts from the upper half of the interval", K4LateTimeouts::new),
            Variant.control("K5", "timeouts in whole milliseconds, without pre-vote", K5WholeMilliseconds::new)
                    .with(features -> features.withPreVote(false)),
            Variant.control("K6", "the next index goes back by one after each refusal", K6LinearProbing::new)
                    .needing(Needs.CLIENTS),
            Variant.control("K7", "reads go through the log", RaftRules::new)
                    .needing(Needs.CLIENTS)
                    .with(features -> features.withReads(Features.ReadMode.LOG)),
            Variant.control("K8", "no check-quorum", RaftRules::new)
                    .needing(Needs.CLIENTS)
                    .with(features -> features.withCheckQuorum(false)),
            Variant.control("K9", "a snapshot after every few entries", RaftRules::new)
                    .needing(Needs.CLIENTS)
                    .with(OFTEN),
            Variant.control("K10", "one entry a message and one message under way", RaftRules::new)
                    .needing(Needs.CLIENTS)
                    .with(features -> features.withLimits(new Features.Limits(1, 1, 1, 1024, 10_000, 1024))),
            // A bug elsewhere. Here a node does nothing while its disk writes: nobody hears of an entry's commit, nor
            // can
            // a follower's answer be counted, before the leader's own disk has it.
            Variant.control(
                            "R10",
                            "a leader counts itself for entries that its disk does not hold yet",
                            R10LeaderCountsUnwritten::new)
                    .needing(Needs.CLIENTS));

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

    /** The variant of that id, such as {@code E13}; {@code E13-mended} is what has all of E13 but its bug. */
    public static Optional<Variant> named(String id) {
        if (id.endsWith(Variant.MENDED)) {
            String mutant = id.substring(0, id.length() - Variant.MENDED.length());
            return named(mutant).filter(Variant::isMutant).map(Variant::mended);
        }
        return ALL.stream().filter(variant -> variant.id().equals(id)).findFirst();
    }
}
