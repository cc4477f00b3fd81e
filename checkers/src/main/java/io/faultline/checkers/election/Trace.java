package io.faultline.checkers.election;

import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.NodeEvent;
import io.faultline.checkers.history.NodeFact;
import io.faultline.checkers.history.Timing;
import java.util.List;

/**
 * The node events of a history as columns: position 0 is the first node event, and so on.
 *
 * <p>What several checkers ask of each event (which node, which kind, which other node) is looked up once here.
 */
final class Trace {
    /** In the column {@link #peer}: the event speaks of no other node. */
    static final int NOBODY = -1;

    private static final int FIRST_CAPACITY = 256;

    final Names names;
    /** How many node events there are; the columns may be longer. */
    final int size;

    final NodeEvent[] event;
    final int[] node;
    final Kind[] kind;
    /** The candidate voted for or refused, or the leader followed. */
    final int[] peer;

    private final int[][] positions;
    private final Timing bounds;
    private final boolean preVote;

    /** The trace of this history, made once. */
    static Trace of(History history) {
        return history.view(Trace.class, Trace::new);
    }

    private Trace(History history) {
        names = new Names(history.nodes());
        List<Event> all = history.events();
        NodeEvent[] found = new NodeEvent[all.size()];
        int count = 0;
        for (int i = 0; i < found.length; i++) {
            if (all.get(i) instanceof NodeEvent one) {
                found[count++] = one;
            }
        }
        size = count;
        event = found;
        node = new int[size];
        kind = new Kind[size];
        peer = new int[size];
        for (int i = 0; i < size; i++) {
            NodeEvent one = event[i];
            node[i] = names.findOrAdd(one.node());
            kind[i] = Kind.of(one.fact());
            peer[i] = peer(kind[i], one.fact());
        }
        positions = positions();
        bounds = loosest();
        preVote = preVoteEverywhere();
    }

    /** How many votes make a majority of all members. */
    int majority() {
        return names.members() / 2 + 1;
    }

    String name(int position) {
        return event[position].node();
    }

    /** The positions of one node's events, in order. */
    int[] positionsOf(int number) {
        return positions[number];
    }

    /** The loosest bounds any node was started with: least minimum, greatest rest; all 0 when none started. */
    Timing bounds() {
        return bounds;
    }

    /** Whether every start of every node was one with pre-vote. */
    boolean preVote() {
        return preVote;
    }

    private int peer(Kind kind, NodeFact fact) {
        String other = switch (kind) {
            case VOTE_GRANTED -> ((NodeFact.VoteGranted) fact).candidate();
            case VOTE_REFUSED -> ((NodeFact.VoteRefused) fact).candidate();
            case FOLLOWER -> ((NodeFact.Follower) fact).leader();
            default -> null;
        };
        return other == null ? NOBODY : names.findOrAdd(other);
    }

    private int[][] positions() {
        int[] counts = new int[names.size()];
        for (int i = 0; i < size; i++) {
            counts[node[i]]++;
        }
        int[][] lists = new int[counts.length][];
        for (int n = 0; n < lists.length; n++) {
            lists[n] = new int[counts[n]];
            counts[n] = 0;
        }
        for (int i = 0; i < size; i++) {
            lists[node[i]][counts[node[i]]++] = i;
        }
        return lists;
    }

    private Timing loosest() {
        long min = Long.MAX_VALUE;
        long max = 0;
        long heartbeat = 0;
        long retry = 0;
        for (int i = 0; i < size; i++) {
            if (kind[i] == Kind.STARTED) {
                Timing timing = ((NodeFact.Started) event[i].fact()).timing();
                min = Math.min(min, timing.electionTimeoutMin());
                max = Math.max(max, timing.electionTimeoutMax());
                heartbeat = Math.max(heartbeat, timing.heartbeat());
                retry = Math.max(retry, timing.retry());
            }
        }
        return new Timing(min == Long.MAX_VALUE ? 0 : min, max, heartbeat, retry);
    }

    private boolean preVoteEverywhere() {
        for (int i = 0; i < size; i++) {
            if (kind[i] == Kind.STARTED && !((NodeFact.Started) event[i].fact()).preVote()) {
                return false;
            }
        }
        return true;
    }
}
