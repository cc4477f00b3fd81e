package io.faultline.checkers.history;

import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * What a node event tells of the node's log and of the state machine behind it: one fact a batch, never one an entry, so
 * that a cluster under load does not drown in its own words.
 *
 * <p>Indexes and terms of entries run from 1. Digests are texts that mean nothing but themselves: equal or not.
 */
public sealed interface LogFact extends NodeFact {

    /**
     * The node's log now holds these entries at {@code from}, {@code from + 1} and so on, durably.
     *
     * @param terms the term of each entry
     * @param digests for each entry the hash of the log up to and including it: two logs that agree in the index and the
     *     term of an entry must agree in its digest
     */
    record Appended(long from, List<Long> terms, List<String> digests) implements LogFact {
        static final String KIND = "appended";

        public Appended {
            terms = compact(terms);
            digests = batch(from, digests);
            if (terms.size() != digests.size()) {
                throw new IllegalArgumentException(
                        "a batch of " + terms.size() + " terms and " + digests.size() + " digests");
            }
            for (long term : terms) {
                requireFromOne("the term of an entry", term);
            }
        }

        @Override
        public String kind() {
            return KIND;
        }
    }

    /** The node's log no longer holds the entries from {@code from} on, durably. */
    record Truncated(long from) implements LogFact {
        static final String KIND = "truncated";

        public Truncated {
            requireFromOne("what is removed", from);
        }

        @Override
        public String kind() {
            return KIND;
        }
    }

    /** The node's commit index is now {@code index}; after a start it is that of its snapshot, 0 without one. */
    record Committed(long index) implements LogFact {
        static final String KIND = "committed";

        public Committed {
            requireNotNegative("a commit index", index);
        }

        @Override
        public String kind() {
            return KIND;
        }
    }

    /**
     * The state machine has applied the entries from {@code from} on, in order.
     *
     * @param digests for each entry, the state after it
     */
    record Applied(long from, List<String> digests) implements LogFact {
        static final String KIND = "applied";

        public Applied {
            digests = batch(from, digests);
        }

        @Override
        public String kind() {
            return KIND;
        }
    }

    /** The node has a snapshot of its own state, durably; entries up to it may leave the log. */
    record SnapshotTaken(SnapshotPoint snapshot) implements LogFact {
        static final String KIND = "snapshot-taken";

        public SnapshotTaken {
            Objects.requireNonNull(snapshot, "snapshot");
        }

        @Override
        public String kind() {
            return KIND;
        }
    }

    /**
     * A leader's snapshot has replaced the node's state and its log up to there, durably. Where the log has an entry at
     * that index with that term, what follows it stays; else the log is dropped (Raft Figure 13).
     */
    record SnapshotInstalled(SnapshotPoint snapshot) implements LogFact {
        static final String KIND = "snapshot-installed";

        public SnapshotInstalled {
            Objects.requireNonNull(snapshot, "snapshot");
        }

        @Override
        public String kind() {
            return KIND;
        }
    }

    /**
     * Another configuration is now in force at this node: the last one in its log, committed or not (Raft §6). Said also
     * when an older one comes back into force by a truncation.
     *
     * @param index the entry that holds it, 0 for the one the cluster began with
     */
    record ConfigChanged(long index, List<String> voters, List<String> learners) implements LogFact {
        static final String KIND = "config-changed";

        public ConfigChanged {
            requireNotNegative("the entry of a configuration", index);
            voters = List.copyOf(voters);
            learners = List.copyOf(learners);
            if (voters.isEmpty()) {
                throw new IllegalArgumentException("a configuration without voters");
            }
        }

        @Override
        public String kind() {
            return KIND;
        }
    }

    private static List<String> batch(long from, List<String> digests) {
        requireFromOne("a batch", from);
        if (from > Long.MAX_VALUE - digests.size()) {
            throw new IllegalArgumentException("a batch from " + from + " on ends beyond all numbers");
        }
        if (digests.isEmpty()) {
            throw new IllegalArgumentException("a batch without an entry");
        }
        return HexDigests.compact(digests);
    }

    /** A batch is nearly always of one term. */
    private static List<Long> compact(List<Long> terms) {
        for (Long term : terms) {
            if (!term.equals(terms.get(0))) {
                return List.copyOf(terms);
            }
        }
        return terms.size() < 2 ? List.copyOf(terms) : Collections.nCopies(terms.size(), terms.get(0));
    }

    private static void requireFromOne(String what, long number) {
        if (number < 1) {
            throw new IllegalArgumentException(what + " is numbered from 1, not " + number);
        }
    }

    private static void requireNotNegative(String what, long number) {
        if (number < 0) {
            throw new IllegalArgumentException(what + " is numbered from 0, not " + number);
        }
    }
}
