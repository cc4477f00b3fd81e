package io.faultline.checkers.election;

import java.util.Arrays;

/**
 * Whom each node follows in which term, as the events seen so far say.
 *
 * <p>A follower that asks for pre-votes keeps its leader here: it has not left its term, and hearing from the leader
 * again ends the matter.
 */
final class Following {
    private final Trace trace;
    private final long[] term;
    private final int[] leader;
    /** Index of the event that last changed what a node follows, -1 when there was none. */
    private final long[] since;

    Following(Trace trace) {
        int nodes = trace.names.size();
        this.trace = trace;
        term = new long[nodes];
        leader = new int[nodes];
        since = new long[nodes];
        Arrays.fill(leader, Trace.NOBODY);
        Arrays.fill(since, -1);
    }

    /** Takes the event at this position in; true when its node now follows another leader or is in another term. */
    boolean see(int p) {
        Kind kind = trace.kind[p];
        if (!kind.tellsState()) {
            return false;
        }
        int node = trace.node[p];
        long newTerm = trace.term[p];
        int newLeader = switch (kind) {
            case LEADER -> node;
            case FOLLOWER -> trace.peer[p];
            case CANDIDATE, STARTED, TERM_CHANGED -> Trace.NOBODY;
            default -> newTerm == term[node] ? leader[node] : Trace.NOBODY;
        };
        if (newTerm == term[node] && newLeader == leader[node]) {
            return false;
        }
        term[node] = newTerm;
        leader[node] = newLeader;
        since[node] = trace.index[p];
        return true;
    }

    int leader(int node) {
        return leader[node];
    }

    long term(int node) {
        return term[node];
    }

    long since(int node) {
        return since[node];
    }

    boolean follows(int node, int whom, long inTerm) {
        return leader[node] == whom && term[node] == inTerm;
    }

    /** The one node that all of the group follow in one term, itself included and from the group or {@code orFrom}. */
    int commonLeader(long group, long orFrom) {
        int first = Long.numberOfTrailingZeros(group);
        int common = leader[first];
        if (common == Trace.NOBODY || ((group | orFrom) >> common & 1) == 0) {
            return Trace.NOBODY;
        }
        long all = group | 1L << common;
        for (long rest = all; rest != 0; rest &= rest - 1) {
            if (!follows(Long.numberOfTrailingZeros(rest), common, term[first])) {
                return Trace.NOBODY;
            }
        }
        return common;
    }

    /** Whether some awake node is followed by a majority of the voters, itself included. */
    boolean led(long awake, Constituency constituency) {
        for (long rest = constituency == null ? 0 : awake; rest != 0; rest &= rest - 1) {
            int node = Long.numberOfTrailingZeros(rest);
            if (leader[node] == node) {
                int followers = 0;
                for (long voters = constituency.voters(); voters != 0; voters &= voters - 1) {
                    followers += follows(Long.numberOfTrailingZeros(voters), node, term[node]) ? 1 : 0;
                }
                if (followers >= constituency.majority()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** {@code n1 follows n2 in term 3}, {@code n1 leads term 3}, {@code n1 follows nobody in term 3}. */
    String describe(int node) {
        String name = trace.names.name(node);
        if (leader[node] == node) {
            return name + " leads term " + term[node];
        }
        String whom = leader[node] == Trace.NOBODY ? "nobody" : trace.names.name(leader[node]);
        return name + " follows " + whom + " in term " + term[node];
    }
}
