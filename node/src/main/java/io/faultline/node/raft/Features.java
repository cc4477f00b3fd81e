package io.faultline.node.raft;

/**
 * What a node does beside what the paper demands, and how much of it at a time.
 *
 * @param preVote whether a node asks if it could win before it raises its term (dissertation §9.6)
 * @param checkQuorum whether a leader that hears no majority for an election timeout steps down (dissertation §6.2)
 * @param reads how linearizable reads are done
 * @param electionOnly whether leaders leave the log alone, for experiments on elections among logs that differ
 */
public record Features(boolean preVote, boolean checkQuorum, ReadMode reads, boolean electionOnly, Limits limits) {
    /** Pre-vote, check-quorum and ReadIndex. */
    public static final Features DEFAULT = new Features(true, true, ReadMode.READ_INDEX, false, Limits.DEFAULT);

    public Features withPreVote(boolean on) {
        return new Features(on, checkQuorum, reads, electionOnly, limits);
    }

    public Features withCheckQuorum(boolean on) {
        return new Features(preVote, on, reads, electionOnly, limits);
    }

    public Features withReads(ReadMode mode) {
        return new Features(preVote, checkQuorum, mode, electionOnly, limits);
    }

    public Features withElectionOnly(boolean on) {
        return new Features(preVote, checkQuorum, reads, on, limits);
    }

    public Features withLimits(Limits other) {
        return new Features(preVote, checkQuorum, reads, electionOnly, other);
    }

    /** How a leader makes sure that a read is not out of date (§8, dissertation §6.4). */
    public enum ReadMode {
        /** A round of heartbeats to a majority after the read was asked for. */
        READ_INDEX("read-index"),
        /** An entry of the log for each read. */
        LOG("log"),
        /** The last round of heartbeats was less than an election timeout ago: trusts that clocks run alike. */
        LEASE("lease");

        private final String word;

        ReadMode(String word) {
            this.word = word;
        }

        /** The word in configurations. */
        public String word() {
            return word;
        }
    }

    /**
     * Bounds on what is under way.
     *
     * @param batchEntries most entries in one message
     * @param batchBytes a message takes no further entry once it holds so many bytes of them
     * @param inFlight most messages with entries to one follower that are not answered yet
     * @param unanswered most requests of clients that wait for their answers at one node
     * @param snapshotEntries a node takes a snapshot when it has applied so many entries since the last; 0 for never
     * @param snapshotPiece most bytes of a snapshot in one message
     */
    public record Limits(
            int batchEntries, int batchBytes, int inFlight, int unanswered, int snapshotEntries, int snapshotPiece) {
        public static final Limits DEFAULT = new Limits(256, 64 * 1024, 8, 1024, 10_000, 32 * 1024);

        public Limits {
            if (batchEntries < 1 || batchBytes < 1 || inFlight < 1 || unanswered < 1 || snapshotPiece < 1) {
                throw new IllegalArgumentException("a limit must leave room for one at least");
            }
            if (snapshotEntries < 0) {
                throw new IllegalArgumentException("a snapshot each " + snapshotEntries + " entries");
            }
        }

        public Limits withSnapshotEntries(int entries) {
            return new Limits(batchEntries, batchBytes, inFlight, unanswered, entries, snapshotPiece);
        }
    }
}
