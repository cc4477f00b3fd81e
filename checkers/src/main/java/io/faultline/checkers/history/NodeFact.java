package io.faultline.checkers.history;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What a node event tells of. The node, its term and its role are in the {@link NodeEvent} around it.
 *
 * <p>What nodes say about their logs is {@link LogFact}, next door. Kinds that this version does not know are kept as
 * {@link UnknownFact}, never dropped.
 */
public sealed interface NodeFact
        permits LogFact,
                NodeFact.Started,
                NodeFact.TimeoutDrawn,
                NodeFact.TermChanged,
                NodeFact.VoteGranted,
                NodeFact.VoteRefused,
                NodeFact.PreCandidate,
                NodeFact.Candidate,
                NodeFact.Leader,
                NodeFact.Follower,
                NodeFact.RpcRate,
                NodeFact.Stalled,
                NodeFact.StorageFailed,
                NodeFact.Stopped,
                NodeFact.UnknownFact {

    /** The word for this kind of fact in a history file. */
    String kind();

    /** The kinds that have a record of their own here. */
    Set<String> KNOWN_KINDS = Set.of(
            Started.KIND,
            TimeoutDrawn.KIND,
            TermChanged.KIND,
            VoteGranted.KIND,
            VoteRefused.KIND,
            PreCandidate.KIND,
            Candidate.KIND,
            Leader.KIND,
            Follower.KIND,
            RpcRate.KIND,
            Stalled.KIND,
            StorageFailed.KIND,
            Stopped.KIND,
            LogFact.Appended.KIND,
            LogFact.Truncated.KIND,
            LogFact.Committed.KIND,
            LogFact.Applied.KIND,
            LogFact.SnapshotTaken.KIND,
            LogFact.SnapshotInstalled.KIND,
            LogFact.ConfigChanged.KIND);

    /**
     * The node came up with what its disk holds.
     *
     * @param members all members of the cluster, the node itself among them
     * @param preVote whether the node asks for pre-votes before it raises its term
     * @param disk the log and the snapshot it found
     */
    record Started(List<String> members, Timing timing, boolean preVote, LogStart disk) implements NodeFact {
        static final String KIND = "started";

        public Started {
            members = List.copyOf(members);
            Objects.requireNonNull(timing, "timing");
            Objects.requireNonNull(disk, "disk");
        }

        /** A start with a log that ends there and has never been compacted. */
        public Started(List<String> members, Timing timing, boolean preVote, LogTail log) {
            this(members, timing, preVote, LogStart.of(log));
        }

        /** Where its log ends. */
        public LogTail log() {
            return disk.tail();
        }

        @Override
        public String kind() {
            return KIND;
        }
    }

    /** The node drew a new election timeout, in nanoseconds. */
    record TimeoutDrawn(long timeout) implements NodeFact {
        static final String KIND = "timeout-drawn";

        @Override
        public String kind() {
            return KIND;
        }
    }

    /** The node's term rose to the event's term. */
    record TermChanged() implements NodeFact {
        static final String KIND = "term-changed";

        @Override
        public String kind() {
            return KIND;
        }
    }

    /** The node gave its vote of the event's term to {@code candidate}, which may be itself. */
    record VoteGranted(String candidate) implements NodeFact {
        static final String KIND = "vote-granted";

        public VoteGranted {
            Objects.requireNonNull(candidate, "candidate");
        }

        @Override
        public String kind() {
            return KIND;
        }
    }

    /**
     * The node refused its vote; the event's term is the one it has after handling the request.
     *
     * @param requestTerm the term the candidate asked in
     * @param candidateLog where the candidate said its log ends
     */
    record VoteRefused(String candidate, long requestTerm, LogTail candidateLog) implements NodeFact {
        static final String KIND = "vote-refused";

        public VoteRefused {
            Objects.requireNonNull(candidate, "candidate");
            Objects.requireNonNull(candidateLog, "candidateLog");
        }

        @Override
        public String kind() {
            return KIND;
        }
    }

    /** The node's timeout passed and it asks whether it could win, without raising its term. */
    record PreCandidate() implements NodeFact {
        static final String KIND = "pre-candidate";

        @Override
        public String kind() {
            return KIND;
        }
    }

    /**
     * The node stands for election in the event's term.
     *
     * @param transfer whether at once, because the leader handed its leadership over to it
     */
    record Candidate(boolean transfer) implements NodeFact {
        static final String KIND = "candidate";

        /** A candidacy that the node came to by itself. */
        public Candidate() {
            this(false);
        }

        @Override
        public String kind() {
            return KIND;
        }
    }

    /** The node won the event's term with the votes of {@code voters}, itself among them. */
    record Leader(List<String> voters) implements NodeFact {
        static final String KIND = "leader";

        public Leader {
            voters = List.copyOf(voters);
        }

        @Override
        public String kind() {
            return KIND;
        }
    }

    /**
     * The node became a follower, or learned who leads the term in which it already was one.
     *
     * @param leader the leader of the event's term, null while unknown
     * @param from the role it had before
     */
    record Follower(String leader, Role from) implements NodeFact {
        static final String KIND = "follower";

        public Follower {
            Objects.requireNonNull(from, "from");
        }

        @Override
        public String kind() {
            return KIND;
        }
    }

    /** The node's meter saw itself send more than {@code limit} requests of one kind to one peer within a window. */
    record RpcRate(String peer, String rpc, int count, long window, int limit) implements NodeFact {
        static final String KIND = "rpc-rate";

        public RpcRate {
            Objects.requireNonNull(peer, "peer");
            Objects.requireNonNull(rpc, "rpc");
        }

        @Override
        public String kind() {
            return KIND;
        }
    }

    /**
     * The node was not let run for a good part of an election timeout: its machine or its disk held it up. Said when it
     * was over, in the moment the event has; until then, for {@code nanos}, the node did nothing.
     */
    record Stalled(long nanos) implements NodeFact {
        static final String KIND = "stalled";

        @Override
        public String kind() {
            return KIND;
        }
    }

    /** The node refuses to go on, or to start, because its disk failed or its log is damaged. */
    record StorageFailed(String reason) implements NodeFact {
        static final String KIND = "storage-failed";

        public StorageFailed {
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public String kind() {
            return KIND;
        }
    }

    /** The node stopped when asked to. */
    record Stopped() implements NodeFact {
        static final String KIND = "stopped";

        @Override
        public String kind() {
            return KIND;
        }
    }

    /** A kind this version does not know, with all its fields as plain trees. */
    record UnknownFact(String kind, Map<String, Object> fields) implements NodeFact {
        private static final Set<String> ENVELOPE =
                Set.of("index", "time", "type", "node", "incarnation", "seq", "clock", "event", "term", "role");

        public UnknownFact {
            if (KNOWN_KINDS.contains(kind)) {
                throw new IllegalArgumentException("\"" + kind + "\" is a known kind of node event: use its record");
            }
            fields = PlainTree.ofMap(fields);
            for (String name : fields.keySet()) {
                if (ENVELOPE.contains(name)) {
                    throw new IllegalArgumentException(
                            "a node event has a field \"" + name + "\" already; a fact cannot bring another");
                }
            }
        }
    }
}
