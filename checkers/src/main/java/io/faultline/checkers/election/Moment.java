package io.faultline.checkers.election;

/**
 * What the nodes could do from one event of the history to the next that changes it; sets of nodes are bit masks.
 *
 * <p>A node is up from the event by which it says that it started until it stops, its storage fails, or the condition
 * says it is down: a container that is not killed but has not come up yet cannot take part in anything.
 */
final class Moment {
    /** Index of the event that brought this about. */
    final long index;

    final long time;
    /** Nodes that run and are not frozen. */
    final long awake;
    /** Nodes whose clock or disk is being tampered with, or that their machine held up. */
    final long impaired;
    /** Who is to come to a leader, and which of them know of it. */
    final Constituency constituency;
    /** Nodes that started by this very event: whatever they had been part of before is over. */
    final long restarted;

    private final long[] cutTo;
    private final long[] cutFrom;
    private final long[] degradedTo;

    Moment(long index, long time, long awake, long impaired, long restarted, Wiring wiring, Constituency constituency) {
        this.index = index;
        this.time = time;
        this.awake = awake;
        this.restarted = restarted;
        this.impaired = impaired;
        this.constituency = constituency;
        this.cutTo = wiring.cutTo;
        this.cutFrom = wiring.cutFrom;
        this.degradedTo = wiring.degradedTo;
    }

    /** Nodes that nothing from {@code node} reaches. */
    long cutTo(int node) {
        return cutTo[node];
    }

    /** Nodes from which nothing reaches {@code node}. */
    long cutFrom(int node) {
        return cutFrom[node];
    }

    /** Nodes to which links from {@code node} are out of bounds. */
    long degradedTo(int node) {
        return degradedTo[node];
    }

    /** Whether this node is awake and nobody tampers with it. */
    boolean sound(int node) {
        return ((awake & ~impaired) >> node & 1) != 0;
    }

    /** Whether both nodes are sound and the links between them neither cut nor degraded, both ways. */
    boolean clean(int a, int b) {
        long wrong = cutTo[a] | cutFrom[a] | degradedTo[a];
        return sound(a) && sound(b) && (wrong >> b & 1) == 0 && (degradedTo[b] >> a & 1) == 0;
    }

    /** The part of a condition that is between and around nodes, as masks; shared by moments. */
    static final class Wiring {
        final long[] cutTo;
        final long[] cutFrom;
        final long[] degradedTo;
        long down;
        long paused;
        long impaired;

        Wiring(int nodes) {
            cutTo = new long[nodes];
            cutFrom = new long[nodes];
            degradedTo = new long[nodes];
        }
    }
}
