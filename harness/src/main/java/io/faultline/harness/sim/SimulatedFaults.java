package io.faultline.harness.sim;

import io.faultline.checkers.history.Condition;
import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.harness.members.MemberSteps;
import io.faultline.nemesis.fault.ClusterView;
import io.faultline.nemesis.fault.Injection;
import io.faultline.nemesis.fault.Link;
import io.faultline.nemesis.play.ActiveFaults;
import io.faultline.nemesis.play.Bounds;
import io.faultline.nemesis.play.FaultInjector;
import io.faultline.nemesis.play.Outcome;
import io.faultline.node.raft.NodeStatus;
import io.faultline.node.raft.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Does faults to a simulated cluster, undoes them, and records the condition after every change. */
final class SimulatedFaults implements FaultInjector, ClusterView {
    private static final long MS = 1_000_000;

    /** Within these a cluster still counts as well: far below what an election timeout forgives. */
    private static final Bounds BOUNDS = new Bounds(20 * MS, 0, 1_000_000, 20 * MS, 0.05);

    /** After a jump of its clock, or a hand-over, a node needs an election timeout to come back to its senses. */
    private static final long SHAKES_FOR = 700 * MS;

    private final SimulatedCluster cluster;
    private final VirtualTime time;
    private final HistoryRecorder recorder;
    private final MemberSteps members;
    private final TreeMap<String, Long> shakenUntil = new TreeMap<>();
    private final TreeMap<Link, Long> unsettledUntil = new TreeMap<>();
    private Set<String> handingOver = Set.of();
    private ActiveFaults active = ActiveFaults.NONE;
    private ConditionKey recorded;
    private Condition condition;
    private boolean linksChanged = true;
    private List<io.faultline.checkers.history.Link> cutLinks;
    private List<io.faultline.checkers.history.Link> degradedLinks;

    SimulatedFaults(SimulatedCluster cluster, VirtualTime time, HistoryRecorder recorder) {
        this.cluster = cluster;
        this.time = time;
        this.recorder = recorder;
        this.members = new MemberSteps(cluster, this::handOver);
    }

    @Override
    public ClusterView view() {
        return this;
    }

    @Override
    public void begin(int id, Injection injection, Consumer<Outcome> done) {
        active = active.with(id, injection);
        if (injection instanceof Injection.CutLinks || injection instanceof Injection.ShapeLinks) {
            touchLinks(injection);
        } else if (injection instanceof Injection.NodesDown down) {
            down.nodes().forEach(node -> cluster.node(node).goDown(down.mode()));
        } else if (injection instanceof Injection.NodesPaused) {
            injection.touched().forEach(node -> cluster.node(node).setPaused(true));
        } else if (injection instanceof Injection.DiskFault disk) {
            disturbDisks(injection);
            disk.nodes().forEach(node -> cluster.node(node).disk().failNextWrites(disk.failNextWrites()));
        } else if (injection instanceof Injection.ClockFault clock) {
            disturbClocks(injection, clock.jumpNanos());
        } else if (injection instanceof Injection.ArmCrashPoint arm) {
            arm.nodes().forEach(node -> cluster.node(node).crashPoints().arm(id, arm.point(), arm.nth()));
        } else if (injection instanceof Injection.MembersChanged) {
            members.want(active);
        } else if (injection instanceof Injection.LeadershipTransferred transfer) {
            members.handOver(transfer.to(), done);
            return;
        }
        recordCondition();
        done.accept(new Outcome(true, "simulated"));
    }

    @Override
    public void end(int id, Injection injection, Consumer<Outcome> done) {
        active = active.without(id);
        if (injection instanceof Injection.CutLinks || injection instanceof Injection.ShapeLinks) {
            touchLinks(injection);
        } else if (injection instanceof Injection.NodesPaused) {
            injection.touched().forEach(this::resumeUnlessHeldPaused);
        } else if (injection instanceof Injection.DiskFault) {
            disturbDisks(injection);
            injection.touched().forEach(node -> cluster.node(node).disk().failNextWrites(0));
        } else if (injection instanceof Injection.ClockFault) {
            disturbClocks(injection, 0);
        } else if (injection instanceof Injection.ArmCrashPoint) {
            injection.touched().forEach(node -> cluster.node(node).crashPoints().disarm(id));
        } else if (injection instanceof Injection.MembersChanged) {
            members.want(active);
            members.awaitReturn(injection.touched(), done);
            return;
        }
        if (isWithinNodes(injection)) {
            injection.touched().forEach(node -> startUnlessHeldDown(cluster.node(node)));
        }
        recordCondition();
        done.accept(new Outcome(true, "simulated"));
    }

    private static boolean isWithinNodes(Injection injection) {
        return !(injection instanceof Injection.CutLinks
                || injection instanceof Injection.ShapeLinks
                || injection instanceof Injection.LeadershipTransferred);
    }

    /** Starts a node that no fault holds down; one that is up is left alone. */
    void startUnlessHeldDown(SimulatedNode node) {
        String name = Translation.name(node.id());
        if (active.down().contains(name)) {
            return;
        }
        node.start();
        if (active.paused().contains(name)) {
            node.setPaused(true);
        }
        recordCondition();
    }

    void nodeDied(SimulatedNode node) {
        int fired = node.crashPoints().takeFired();
        if (fired != 0 && active.injections().get(fired) instanceof Injection.ArmCrashPoint arm) {
            String name = Translation.name(node.id());
            active = active.withFired(fired, name);
            time.schedule(arm.downNanos(), () -> restartAfterCrashPoint(fired, node));
        }
        recordCondition();
    }

    private void restartAfterCrashPoint(int fault, SimulatedNode node) {
        if (active.injections().containsKey(fault)) {
            active = active.withoutFired(fault, Translation.name(node.id()));
            startUnlessHeldDown(node);
        }
    }

    private void resumeUnlessHeldPaused(String node) {
        if (!active.paused().contains(node)) {
            cluster.node(node).setPaused(false);
        }
    }

    private void touchLinks(Injection injection) {
        linksChanged = true;
        Collection<Link> links =
                injection instanceof Injection.CutLinks cut ? cut.links() : ((Injection.ShapeLinks) injection).links();
        for (Link link : links) {
            if (link.hasClients()) {
                cluster.touchClients(link, active.stateOf(link));
            } else {
                SimulatedLink simulated = cluster.link(link);
                simulated.touch(active.stateOf(link));
                settleLater(link, simulated.settledAt());
            }
        }
    }

    /** What was sent slowly arrives slowly, and on a stream holds up all that follows. */
    private void settleLater(Link link, long settledAt) {
        if (settledAt > time.now() + BOUNDS.delayNanosMax()) {
            unsettledUntil.merge(link, settledAt, Math::max);
            time.at(settledAt, this::recordCondition);
        }
    }

    private void disturbDisks(Injection injection) {
        for (String node : injection.touched()) {
            var state = active.stateOf(node);
            SimulatedNode simulated = cluster.node(node);
            simulated.disk().misbehave(state.errorProbability(), state.extraSyncNanos());
            if (simulated.busyUntil() > time.now()) {
                shakeUntil(node, simulated.busyUntil());
            }
        }
    }

    private void disturbClocks(Injection injection, long jump) {
        for (String node : injection.touched()) {
            SimulatedNode simulated = cluster.node(node);
            simulated.clock().setRate(time.now(), active.stateOf(node).clockRate());
            simulated.clock().jump(time.now(), jump);
            simulated.clockChanged();
            shakeUntil(node, time.now() + SHAKES_FOR);
        }
    }

    private void handOver(Set<String> nodes) {
        Set<String> before = handingOver;
        handingOver = nodes;
        before.stream()
                .filter(node -> !nodes.contains(node))
                .forEach(node -> shakeUntil(node, time.now() + SHAKES_FOR));
        recordCondition();
    }

    private void shakeUntil(String node, long instant) {
        shakenUntil.merge(node, instant, Math::max);
        time.at(instant, this::recordCondition);
    }

    // ---- condition ----

    /** All that a condition is made of: two equal keys mean the same condition. */
    private record ConditionKey(ActiveFaults active, long up, long paused, Set<String> shaken, Set<Link> unsettled) {
        boolean sameAs(ConditionKey other) {
            return other != null
                    && active == other.active
                    && up == other.up
                    && paused == other.paused
                    && shaken.equals(other.shaken)
                    && unsettled.equals(other.unsettled);
        }
    }

    /** Records the condition if it has changed. */
    void recordCondition() {
        ConditionKey key = currentKey();
        if (key.sameAs(recorded)) {
            return;
        }
        Condition next = condition(key);
        boolean changed = recorded == null || !next.equals(condition);
        recorded = key;
        condition = next;
        if (changed) {
            recorder.condition(time.now(), next);
        }
    }

    private ConditionKey currentKey() {
        long now = time.now();
        shakenUntil.values().removeIf(until -> until <= now);
        unsettledUntil.values().removeIf(until -> until <= now);
        long up = 0;
        long paused = 0;
        for (SimulatedNode node : cluster.members()) {
            long bit = 1L << node.id().number();
            up |= node.isUp() ? bit : 0;
            paused |= node.isPaused() ? bit : 0;
        }
        return new ConditionKey(
                active,
                up,
                paused,
                shaken(),
                unsettledUntil.isEmpty() ? Set.of() : Set.copyOf(unsettledUntil.keySet()));
    }

    private Set<String> shaken() {
        if (shakenUntil.isEmpty() && handingOver.isEmpty()) {
            return Set.of();
        }
        Set<String> shaken = new TreeSet<>(shakenUntil.keySet());
        shaken.addAll(handingOver);
        return shaken;
    }

    private Condition condition(ConditionKey key) {
        List<String> down = new ArrayList<>();
        List<String> paused = new ArrayList<>();
        for (SimulatedNode node : cluster.members()) {
            if (!node.isUp()) {
                down.add(Translation.name(node.id()));
            } else if (node.isPaused()) {
                paused.add(Translation.name(node.id()));
            }
        }
        Set<String> impaired = active.impaired(BOUNDS);
        if (!key.shaken().isEmpty()) {
            impaired = new TreeSet<>(impaired);
            impaired.addAll(key.shaken());
        }
        if (linksChanged || recorded == null || !key.unsettled().equals(recorded.unsettled())) {
            Set<Link> cut = active.cut();
            TreeSet<Link> worse = new TreeSet<>(active.degraded(BOUNDS));
            worse.addAll(key.unsettled());
            worse.removeAll(cut);
            cutLinks = translate(cut);
            degradedLinks = translate(worse);
            linksChanged = false;
        }
        return new Condition(down, paused, cutLinks, degradedLinks, List.copyOf(impaired));
    }

    private static List<io.faultline.checkers.history.Link> translate(Collection<Link> links) {
        List<io.faultline.checkers.history.Link> translated = new ArrayList<>(links.size());
        for (Link link : links) {
            translated.add(new io.faultline.checkers.history.Link(link.from(), link.to()));
        }
        return translated;
    }

    // ---- ClusterView ----

    @Override
    public List<String> nodes() {
        return cluster.nodes();
    }

    @Override
    public List<String> up() {
        return cluster.members().stream()
                .filter(SimulatedNode::isUp)
                .map(node -> Translation.name(node.id()))
                .toList();
    }

    @Override
    public List<String> paused() {
        return cluster.members().stream()
                .filter(SimulatedNode::isPaused)
                .map(node -> Translation.name(node.id()))
                .toList();
    }

    @Override
    public Optional<String> leader() {
        NodeStatus best = null;
        for (SimulatedNode node : cluster.members()) {
            NodeStatus status = node.isPaused() ? null : node.status().orElse(null);
            if (status != null && status.role() == Role.LEADER && (best == null || status.term() > best.term())) {
                best = status;
            }
        }
        return Optional.ofNullable(best).map(status -> Translation.name(status.node()));
    }
}
