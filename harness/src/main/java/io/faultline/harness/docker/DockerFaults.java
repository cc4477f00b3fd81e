package io.faultline.harness.docker;

import io.faultline.harness.members.MemberSteps;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Does faults to containers, within the nodes in them, and to the proxies between them, and undoes them. For the
 * timeline's owner alone; what blocks happens in the threads of {@link NodeContainer} and {@link ProxyThread}, and comes
 * back as a task.
 *
 * <p>It means what the simulator means. Only these differ, as failpoints live in a node's process: a jump of its clock
 * is gone when it starts again, and passings of a crash point count from its last start.
 */
final class DockerFaults implements FaultInjector {
    private final ClusterState state;
    private final WallTimeline time;
    private final Map<String, NodeContainer> containers;
    private final ProxyThread proxies;
    private final boolean failpoints;
    private final Optional<MemberSteps> members;
    private final InsideFaults inside = new InsideFaults();

    /**
     * Hurts a cluster that runs.
     *
     * @param failpoints whether nodes have any; without them what happens within a node is refused
     * @param members empty where members can't be changed, which then is refused
     */
    DockerFaults(
            ClusterState state,
            WallTimeline time,
            Map<String, NodeContainer> containers,
            ProxyThread proxies,
            boolean failpoints,
            Optional<MemberSteps> members) {
        this.state = state;
        this.time = time;
        this.containers = containers;
        this.proxies = proxies;
        this.failpoints = failpoints;
        this.members = members;
    }

    @Override
    public ClusterView view() {
        return state;
    }

    @Override
    public void begin(int id, Injection injection, Consumer<Outcome> done) {
        if (!failpoints && InsideFaults.isInside(injection)) {
            done.accept(new Outcome(false, "not possible: the nodes of this system have no failpoints"));
            return;
        }
        if (isOfMembers(injection) && members.isEmpty()) {
            done.accept(new Outcome(false, "not possible: the members of this system can't be changed"));
            return;
        }
        inside.begin(id, injection);
        setActive(state.active().with(id, injection));
        if (injection instanceof Injection.LeadershipTransferred transfer) {
            members.orElseThrow().handOver(transfer.to(), done);
        } else if (injection instanceof Injection.MembersChanged) {
            members.orElseThrow().want(state.active());
            done.accept(new Outcome(true, "asked for"));
        } else {
            change(injection, false, done);
        }
    }

    @Override
    public void end(int id, Injection injection, Consumer<Outcome> done) {
        if (!state.active().injections().containsKey(id)) {
            done.accept(new Outcome(true, "was never begun"));
            return;
        }
        inside.end(id, injection);
        setActive(state.active().without(id));
        if (injection instanceof Injection.LeadershipTransferred) {
            done.accept(new Outcome(true, "nothing to undo"));
        } else if (injection instanceof Injection.MembersChanged) {
            members.orElseThrow().want(state.active());
            members.orElseThrow().awaitReturn(injection.touched(), done);
        } else {
            change(injection, true, done);
        }
    }

    private static boolean isOfMembers(Injection injection) {
        return injection instanceof Injection.MembersChanged || injection instanceof Injection.LeadershipTransferred;
    }

    /** A node was found like this, perhaps without anybody having done anything to it. */
    void found(String node, NodeContainer.Found found) {
        state.found(node, found);
        takeNotice(node, found.end());
    }

    private void setActive(ActiveFaults active) {
        state.setActive(active, inside.aboutToEnd());
    }

    private void change(Injection injection, boolean ends, Consumer<Outcome> done) {
        if (injection instanceof Injection.CutLinks cut) {
            changeLinks(cut.links(), done);
        } else if (injection instanceof Injection.ShapeLinks shape) {
            changeLinks(shape.links(), done);
        } else {
            Map<String, NodeContainer.Wanted> wanted = new LinkedHashMap<>();
            injection.touched().forEach(node -> wanted.put(node, ends ? atEnd(node) : atBegin(node, injection)));
            boolean shakes = injection instanceof Injection.ClockFault || injection instanceof Injection.DiskFault;
            changeNodes(wanted, shakes, done);
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

    /** @param shakes whether nodes take a while to come back to their senses, when they have been changed */
    private void changeNodes(Map<String, NodeContainer.Wanted> wanted, boolean shakes, Consumer<Outcome> done) {
        state.nodesBusy(wanted.keySet());
        List<NodeContainer.Found> all = new ArrayList<>();
        wanted.forEach((node, how) -> containers
                .get(node)
                .bring(
                        how,
                        found -> time.post(() -> {
                            if (shakes) {
                                state.shake(node);
                            }
                            state.nodeDone(node, found);
                            takeNotice(node, found.end());
                            all.add(found);
                            if (all.size() == wanted.size()) {
                                done.accept(outcome(all));
                            }
                        })));
    }

    /** How a node is to be under all faults in force together, when one of them begins. */
    private NodeContainer.Wanted atBegin(String node, Injection begun) {
        boolean goesDown = begun instanceof Injection.NodesDown down && down.mode() != DownMode.STOP;
        DownMode mode = goesDown ? ((Injection.NodesDown) begun).mode() : downMode(node);
        return wanted(node, mode, false, InsideFaults.jump(begun));
    }

    /** The same when one has ended: only then a node that has ended by itself is started, as in the simulator. */
    private NodeContainer.Wanted atEnd(String node) {
        return wanted(node, downMode(node), true, 0);
    }

    private NodeContainer.Wanted wanted(String node, DownMode mode, boolean start, long jump) {
        ActiveFaults active = state.active();
        return new NodeContainer.Wanted(
                active.down().contains(node) ? mode : null,
                start,
                active.paused().contains(node),
                inside.of(node, active),
                jump);
    }

    /** If one fault stops a node and another kills it, it is killed. */
    private DownMode downMode(String node) {
        boolean stopped = state.active().injections().values().stream()
                .filter(Injection.NodesDown.class::isInstance)
                .map(Injection.NodesDown.class::cast)
                .filter(down -> down.nodes().contains(node))
                .allMatch(down -> down.mode() == DownMode.STOP);
        return stopped ? DownMode.STOP : DownMode.KILL;
    }

    // ---- nodes that end by themselves ----

    private void takeNotice(String node, ProcessFailpoints.End end) {
        if (end.writeFailed()) {
            inside.writeFailed(node);
        }
        int fired = end.firedFault();
        if (fired != 0) {
            inside.fired(fired, node);
        }
        setActive(state.active());
        if (fired != 0) {
            crashed(fired, node);
        }
        state.record();
    }

    private void crashed(int fault, String node) {
        if (state.active().injections().get(fault) instanceof Injection.ArmCrashPoint arm) {
            setActive(state.active().withFired(fault, node));
            time.schedule(arm.downNanos(), () -> restart(fault, node));
        } else {
            startUnlessHeldDown(node);
        }
    }

    /** Unless its fault has ended meanwhile, which started it. */
    private void restart(int fault, String node) {
        if (state.active().injections().containsKey(fault)) {
            setActive(state.active().withoutFired(fault, node));
            startUnlessHeldDown(node);
        }
    }

    private void startUnlessHeldDown(String node) {
        if (!state.active().down().contains(node)) {
            changeNodes(Map.of(node, atEnd(node)), false, outcome -> {});
        }
    }

    private static Outcome outcome(List<NodeContainer.Found> all) {
        return new Outcome(
                all.stream().allMatch(NodeContainer.Found::asWanted),
                String.join(
                        ", ",
                        all.stream().map(NodeContainer.Found::readBack).sorted().toList()));
    }
}
