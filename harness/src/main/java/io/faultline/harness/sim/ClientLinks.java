package io.faultline.harness.sim;

import io.faultline.nemesis.fault.Link;
import io.faultline.nemesis.play.LinkState;
import java.util.SplittableRandom;

/**
 * The links between clients and nodes: one that carries requests to each node, one that carries its replies.
 *
 * <p>Every call has a connection of its own, so that one that is late holds up no other, and what is said into a cut is
 * lost, not kept: whoever asked can only wait.
 */
final class ClientLinks {
    private static final long LATENCY = 500_000;

    private final VirtualTime time;
    private final SplittableRandom jitter;
    private final LinkState[] requests;
    private final LinkState[] replies;

    /** Healthy links to so many nodes. */
    ClientLinks(VirtualTime time, SplittableRandom jitter, int nodes) {
        this.time = time;
        this.jitter = jitter;
        this.requests = new LinkState[nodes + 1];
        this.replies = new LinkState[nodes + 1];
        for (int node = 1; node <= nodes; node++) {
            requests[node] = LinkState.HEALTHY;
            replies[node] = LinkState.HEALTHY;
        }
    }

    /** From now on this is done to the link between clients and that node. */
    void touch(Link link, int node, LinkState state) {
        (link.from().equals(Link.CLIENTS) ? requests : replies)[node] = state;
    }

    /** Lets a request reach the node, unless it is lost on the way. */
    void request(SimulatedNode node, Runnable arrival) {
        carry(requests, node, arrival);
    }

    /** Lets a reply of the node reach its client, unless it is lost on the way. */
    void reply(SimulatedNode node, Runnable arrival) {
        carry(replies, node, arrival);
    }

    /** Tells a client at once what it can only be told where replies get through, such as that nobody listens. */
    void tell(SimulatedNode node, Runnable news) {
        if (!replies[node.id().number()].isCut()) {
            news.run();
        }
    }

    private void carry(LinkState[] links, SimulatedNode node, Runnable arrival) {
        int number = node.id().number();
        LinkState state = links[number];
        if (state.isCut()) {
            return;
        }
        long late = state.delayNanos() + (state.jitterNanos() > 0 ? jitter.nextLong(state.jitterNanos()) : 0);
        time.schedule(LATENCY + late, () -> {
            if (!links[number].isCut()) {
                arrival.run();
            }
        });
    }
}
