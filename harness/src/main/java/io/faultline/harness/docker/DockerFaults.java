package io.faultline.harness.docker;

import io.faultline.nemesis.fault.ClusterView;
import io.faultline.nemesis.fault.DownMode;
import io.faultline.nemesis.fault.Injection;
import io.faultline.nemesis.fault.Link;
import io.faultline.nemesis.play.ActiveFaults;
import io.faultline.nemesis.play.FaultInjector;
import io.faultline.nemesis.play.LinkState;
import io.faultline.nemesis.play.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Does faults to containers and to the proxies between them, and undoes them. For the timeline's owner alone; what
 * blocks happens in the threads of {@link NodeContainer} and {@link ProxyThread}, and comes back as a task.
 */
final class DockerFaults implements FaultInjector {
    private final ClusterState state;
    private final WallTimeline time;
    private final Map<String, NodeContainer> containers;
    private final ProxyThread proxies;

    DockerFaults(ClusterState state, WallTimeline time, Map<String, NodeContainer> containers, ProxyThread proxies) {
        this.state = state;
        this.time = time;
        this.containers = containers;
        this.proxies = proxies;
    }

    @Override
    public ClusterView view() {
        return state;
    }

    @Override
    public void begin(int id, Injection injection, Consumer<Outcome> done) {
        Optional<String> refusal = refusal(injection);
        if (refusal.isPresent()) {
            done.accept(new Outcome(false, "not possible on docker yet: " + refusal.get()));
            return;
        }
        state.setActive(state.active().with(id, injection));
        change(injection, done);
    }

    @Override
    public void end(int id, Injection injection, Consumer<Outcome> done) {
        if (!state.active().injections().containsKey(id)) {
            done.accept(new Outcome(true, "was never begun"));
            return;
        }
        state.setActive(state.active().without(id));
        change(injection, done);
    }

    private void change(Injection injection, Consumer<Outcome> done) {
        if (injection instanceof Injection.CutLinks cut) {
            changeLinks(cut.links(), done);
        } else if (injection instanceof Injection.ShapeLinks shape) {
            changeLinks(shape.links(), done);
        } else {
            changeNodes(injection.touched(), done);
        }
    }

    private void changeLinks(Collection<Link> links, Consumer<Outcome> done) {
        Map<Link, LinkState> wanted = new TreeMap<>();
        links.forEach(link -> wanted.put(link, state.active().stateOf(link)));
        state.linksBusy(links);
        proxies.apply(
                wanted,
                outcome -> time.post(() -> {
                    state.linksDone(links);
                    done.accept(outcome);
                }));
    }

    private void changeNodes(List<String> nodes, Consumer<Outcome> done) {
        state.nodesBusy(nodes);
        List<NodeContainer.Found> all = new ArrayList<>();
        for (String node : nodes) {
            NodeContainer.Wanted wanted = wanted(node);
            containers
                    .get(node)
                    .bring(
                            wanted,
                            found -> time.post(() -> {
                                state.nodeDone(node, found);
                                all.add(found);
                                if (all.size() == nodes.size()) {
                                    done.accept(outcome(all));
                                }
                            }));
        }
    }

    /** All faults in force together; if one of them stops a node and another kills it, it is killed. */
    private NodeContainer.Wanted wanted(String node) {
        ActiveFaults active = state.active();
        if (!active.down().contains(node)) {
            return new NodeContainer.Wanted(null, active.paused().contains(node));
        }
        boolean stopped = active.injections().values().stream()
                .filter(Injection.NodesDown.class::isInstance)
                .map(Injection.NodesDown.class::cast)
                .filter(down -> down.nodes().contains(node))
                .allMatch(down -> down.mode() == DownMode.STOP);
        return new NodeContainer.Wanted(stopped ? DownMode.STOP : DownMode.KILL, false);
    }

    private static Outcome outcome(List<NodeContainer.Found> all) {
        return new Outcome(
                all.stream().allMatch(NodeContainer.Found::asWanted),
                String.join(
                        ", ",
                        all.stream().map(NodeContainer.Found::readBack).sorted().toList()));
    }

    private static Optional<String> refusal(Injection injection) {
        if (injection instanceof Injection.DiskFault) {
            return Optional.of("disk faults need a failpoint in the node");
        }
        if (injection instanceof Injection.ClockFault) {
            return Optional.of("clock faults need a failpoint in the node");
        }
        if (injection instanceof Injection.ArmCrashPoint) {
            return Optional.of("a crash at a named point needs a failpoint in the node");
        }
        if (injection instanceof Injection.NodesDown down
                && (down.mode() == DownMode.TORN_RECORD || down.mode() == DownMode.CORRUPT_RECORD)) {
            return Optional.of("a torn or damaged record needs a failpoint in the node");
        }
        return Optional.empty();
    }
}
