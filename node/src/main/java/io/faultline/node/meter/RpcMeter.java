package io.faultline.node.meter;

import io.faultline.node.raft.Fact;
import io.faultline.node.raft.Message;
import io.faultline.node.raft.NodeId;
import io.faultline.node.raft.Timing;

/**
 * Counts the requests one node sends to each peer in every window of a second, and tells when there are more
 * than a correct node can send.
 *
 * <p>One meter belongs to one incarnation of one node and is used by one thread. It is asked once for each
 * message that leaves, with the instant of the step that sent it; replies are not counted.
 *
 * <pre>{@code
 * Fact.RpcRate excess = meter.onSend(now, envelope.to(), envelope.message());
 * if (excess != null) report(excess);
 * }</pre>
 *
 * <p><b>Why a correct node never exceeds the limits.</b> A window is the half-open (now - 1 s, now], so k sends
 * that are at least d apart fit in only if (k - 1) d &lt; 1 s, that is if k &le; ceil(1 s / d).
 *
 * <ul>
 *   <li><i>append-entries</i>, limit ceil(1 s / heartbeat). Within one leadership two rounds are a heartbeat
 *       interval apart, as a round sets the time of the next. A leader that is deposed draws an election timeout
 *       anew and leads again only after it has passed, and {@link Timing} makes sure that the least timeout is
 *       longer than a heartbeat. So two rounds are never closer than a heartbeat, also when leadership is lost and
 *       won back within the second, and the extra round at once after a win needs no slack.
 *   <li><i>request-vote</i> and <i>pre-vote</i>, each ceil(1 s / retry) + ceil(1 s / least election timeout).
 *       Within one round two sends are a retry interval apart; the first of a new round may follow the last of the
 *       round before at any distance. Rounds of the same kind start at least the least election timeout apart:
 *       every round draws a timeout when it starts, and the only round that starts without waiting for it is an
 *       election after a won pre-vote, which is of the other kind. So of the k - 1 gaps between sends in a window at
 *       most ceil(1 s / least timeout) are shorter than a retry interval.
 * </ul>
 */
public final class RpcMeter {
    /** The length of the window, ns. */
    public static final long WINDOW = 1_000_000_000L;

    private static final int KINDS = 3;
    private static final String[] WORDS = {"append-entries", "request-vote", "pre-vote"};

    private final int[] limits = new int[KINDS];
    private final SendWindow[] windows = new SendWindow[KINDS * (NodeId.MAX + 1)];

    /** A meter for a node that runs with these intervals. */
    public RpcMeter(Timing timing) {
        limits[0] = ceiling(timing.heartbeat());
        limits[1] = ceiling(timing.retry()) + ceiling(timing.electionTimeoutMin());
        limits[2] = limits[1];
    }

    /**
     * Counts a message that leaves.
     *
     * @param now instant of the sender's clock, not before that of any earlier call
     * @return the excess to report, at the first one to this peer and then each time the count has doubled
     *     since the last report; null when there is nothing to report
     */
    public Fact.RpcRate onSend(long now, NodeId peer, Message message) {
        int kind;
        if (message instanceof Message.AppendEntries append) {
            if (!append.isHeartbeat()) {
                return null;
            }
            kind = 0;
        } else if (message instanceof Message.RequestVote request) {
            kind = request.preVote() ? 2 : 1;
        } else {
            return null;
        }
        int slot = kind * (NodeId.MAX + 1) + peer.number();
        SendWindow window = windows[slot];
        if (window == null) {
            window = new SendWindow(WINDOW, limits[kind]);
            windows[slot] = window;
        }
        int count = window.add(now);
        return count < window.nextReport() ? null : excess(window, peer, kind, count);
    }

    private Fact.RpcRate excess(SendWindow window, NodeId peer, int kind, int count) {
        window.reported(count);
        return new Fact.RpcRate(peer, WORDS[kind], count, WINDOW, limits[kind]);
    }

    /** How many sends that far apart a window can hold; capped, as an interval of a few ns would be absurd. */
    private static int ceiling(long interval) {
        return (int) Math.min(1_000_000, (WINDOW + interval - 1) / interval);
    }
}
