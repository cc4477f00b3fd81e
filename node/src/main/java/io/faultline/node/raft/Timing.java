package io.faultline.node.raft;

/**
 * The intervals that drive a node, in nanoseconds of its own clock.
 *
 * @param electionTimeoutMin least election timeout drawn
 * @param electionTimeoutMax bound of the election timeout, never drawn itself unless it equals the least
 * @param heartbeat time between two AppendEntries to one peer
 * @param retry after which an unanswered RequestVote is sent again
 */
public record Timing(long electionTimeoutMin, long electionTimeoutMax, long heartbeat, long retry) {
    private static final long MS = 1_000_000;

    /** The lab's values: timeouts uniform in [400, 600) ms, a heartbeat each 100 ms, a retry after 50 ms. */
    public static final Timing DEFAULT = ofMillis(400, 600, 100, 50);

    public Timing {
        if (electionTimeoutMin <= 0 || heartbeat <= 0 || retry <= 0) {
            throw new IllegalArgumentException("every interval must be longer than 0");
        }
        if (electionTimeoutMax < electionTimeoutMin) {
            throw new IllegalArgumentException("the election timeout's upper bound lies below its lower bound");
        }
        if (heartbeat >= electionTimeoutMin) {
            throw new IllegalArgumentException("the heartbeat interval must be shorter than the least election timeout,"
                    + " or healthy leaders are deposed");
        }
    }

    public static Timing ofMillis(long timeoutMin, long timeoutMax, long heartbeat, long retry) {
        return new Timing(timeoutMin * MS, timeoutMax * MS, heartbeat * MS, retry * MS);
    }

    /** All intervals stretched by the same whole factor. */
    public Timing times(int factor) {
        return new Timing(electionTimeoutMin * factor, electionTimeoutMax * factor, heartbeat * factor, retry * factor);
    }
}
