package io.faultline.nemesis.fault;

import java.util.ArrayList;
import java.util.List;

/**
 * Stops and starts one node after the other, each for one gap: how operators upgrade.
 *
 * <p>Played in steps, each of them a {@link Stop} of one node; a step that would begin at the end of
 * the fault or later is left out, one that would last longer is cut short.
 *
 * @param order whom, in this order
 * @param gapNanos how long each is down; the next goes when the last is back
 */
public record RollingRestart(List<String> order, long gapNanos) implements Fault {

    /** Copies the order. */
    public RollingRestart {
        order = Require.distinctNodes(order, "order");
        Require.positive(gapNanos, "gapNanos");
    }

    @Override
    public FaultKind kind() {
        return FaultKind.ROLLING_RESTART;
    }

    /** Returns what the first step does. */
    @Override
    public Injection resolve(ClusterView view) {
        return new Injection.NodesDown(order.subList(0, 1), DownMode.STOP);
    }

    @Override
    public List<String> namedNodes() {
        return order;
    }

    @Override
    public List<FaultStep> steps(long begin, long end) {
        List<FaultStep> steps = new ArrayList<>();
        long from = begin;
        for (String node : order) {
            if (from >= end && !steps.isEmpty()) {
                break;
            }
            long to = Math.min(from + gapNanos, end);
            steps.add(new FaultStep(from, to, new Stop(new Target.Named(List.of(node)))));
            from = to;
        }
        return List.copyOf(steps);
    }
}
