package io.faultline.harness.junit;

import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.checkers.history.Role;
import io.faultline.harness.cluster.ClientOutcome;
import io.faultline.harness.cluster.Cluster;
import io.faultline.harness.cluster.DiskUse;
import io.faultline.harness.cluster.MemberChange;
import io.faultline.harness.cluster.Membership;
import io.faultline.harness.cluster.NodeView;
import io.faultline.harness.cluster.ReconfigureOutcome;
import io.faultline.harness.cluster.StartReply;
import io.faultline.harness.cluster.Traffic;
import io.faultline.nemesis.fault.Crash;
import io.faultline.nemesis.fault.CutKind;
import io.faultline.nemesis.fault.Fault;
import io.faultline.nemesis.fault.Injection;
import io.faultline.nemesis.fault.Latency;
import io.faultline.nemesis.fault.Link;
import io.faultline.nemesis.fault.LinkCut;
import io.faultline.nemesis.fault.Links;
import io.faultline.nemesis.fault.Pause;
import io.faultline.nemesis.fault.Stop;
import io.faultline.nemesis.fault.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A running cluster that a test tells what to do, as a parameter of a {@link FaultTest}.
 *
 * <pre>{@code
 * String leader = cluster.awaitLeader();
 * cluster.isolate(leader);
 * cluster.awaitLeaderOtherThan(leader);
 * cluster.heal();
 * cluster.awaitSettled();
 * cluster.assertSameTerm();
 * }</pre>
 *
 * <p>All nodes are up when the test begins, and none leads yet. Time is the cluster's: it passes only while the test waits, and in the simulator a wait of an hour takes no time
 * at all. A node is <em>reachable</em> when it is up, not paused and not isolated; only reachable nodes are asked. A
 * term with two leaders fails whatever waits at that moment. What is still broken at the end of the test is
 * healed, and the whole history is judged by the checkers.
 *
 * <p>For one thread: the test's.
 */
public final class ScriptedCluster {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(1);
    private static final Duration CHANGE_LIMIT = Duration.ofSeconds(6);

    private final Cluster cluster;
    private final HistoryRecorder recorder;
    private final FaultScript script;
    private final LeaderWatch watch;
    private final SplittableRandom random;
    private final Duration patience;
    private final Duration newsDelay;
    private final ScriptedClients clients;
    private final List<Runnable> watchers = new ArrayList<>();
    private final Map<String, Integer> isolated = new LinkedHashMap<>();
    private final Map<String, Integer> down = new LinkedHashMap<>();
    private final Map<String, Integer> paused = new LinkedHashMap<>();

    /**
     * @param patience how long the cluster is given where the test does not say how long
     * @param newsDelay how late it may be heard here what happened in the cluster
     */
    ScriptedCluster(
            Cluster cluster,
            HistoryRecorder recorder,
            FaultScript script,
            SplittableRandom random,
            Duration patience,
            Duration newsDelay) {
        this.cluster = cluster;
        this.recorder = recorder;
        this.script = script;
        this.watch = new LeaderWatch(recorder);
        this.random = random;
        this.patience = patience;
        this.newsDelay = newsDelay;
        this.clients = new ScriptedClients(cluster, recorder);
    }

    // ---- who is there ----

    /** All nodes, {@code n1} first. */
    public List<String> nodes() {
        return cluster.nodes();
    }

    /** All nodes but these. */
    public List<String> others(String... nodes) {
        List<String> others = new ArrayList<>(cluster.nodes());
        others.removeAll(known(nodes));
        return List.copyOf(others);
    }

    /** The node after this one; {@code n1} comes after the last. */
    public String after(String node) {
        int index = cluster.nodes().indexOf(known(node));
        return cluster.nodes().get((index + 1) % cluster.nodes().size());
    }

    /** The nodes that are up, not paused and not isolated. */
    public List<String> reachable() {
        return reachableViews().map(NodeView::node).toList();
    }

    /** What a node says of itself; empty while it is down. */
    public Optional<NodeView> view(String node) {
        return cluster.view(known(node));
    }

    /** The reachable leader of the highest term. */
    public Optional<String> leader() {
        return leaders().max(Comparator.comparingLong(NodeView::term)).map(NodeView::node);
    }

    /** The highest term of a reachable node; 0 when none is reachable. */
    public long term() {
        return reachableViews().mapToLong(NodeView::term).max().orElse(0);
    }

    /** The term of a node that is up. */
    public long term(String node) {
        return up(node).term();
    }

    /** The role of a node that is up. */
    public Role role(String node) {
        return up(node).role();
    }

    /** Everything recorded so far, in order. */
    public List<Event> events() {
        return recorder.soFar();
    }

    /** What the nodes have sent each other so far; empty on a ground that does not count. */
    public Optional<Traffic> traffic() {
        return cluster.traffic();
    }

    /** How much of a node's disk is taken, up or not; empty on a ground that can't look. */
    public Optional<DiskUse> diskUse(String node) {
        return cluster.diskUse(known(node));
    }

    /** Chance for the script, from the seed. */
    public SplittableRandom random() {
        return random;
    }

    // ---- time ----

    /** Cluster time since the story began. */
    public Duration now() {
        return Duration.ofNanos(cluster.timeline().now());
    }

    /** Lets so much time pass; on containers a moment more, until what happened meanwhile has been heard. */
    public void runFor(Duration time) {
        passes(() -> false, time.plus(newsDelay));
    }

    /** Whether time is that of the machine, which may stall a node as no virtual clock does. */
    public boolean isRealTime() {
        return !newsDelay.isZero();
    }

    /** Waits until the condition holds, 5 s at most. */
    public void waitUntil(String what, BooleanSupplier condition) {
        waitUntil(what, condition, patience);
    }

    /**
     * Waits until the condition holds, looking after everything that happens in the cluster.
     *
     * @param what is awaited, for the message: {@code "n1 is a follower"}
     * @throws AssertionError when the time is over
     */
    public void waitUntil(String what, BooleanSupplier condition, Duration limit) {
        if (!passes(condition, limit)) {
            throw new AssertionError("not within " + TimeSpan.print(limit) + ": " + what + "; " + situation());
        }
    }

    /** Waits until the condition holds, so long at most, and tells whether it does. */
    public boolean within(Duration limit, BooleanSupplier condition) {
        return passes(condition, limit);
    }

    /** Has that done after everything that happens while the script waits; what it throws ends the story. */
    public void watch(Runnable look) {
        watchers.add(look);
    }

    /** Waits until a reachable node leads, 5 s at most, and returns that of the highest term. */
    public String awaitLeader() {
        waitUntil("there is a leader", () -> leader().isPresent());
        return leader().orElseThrow();
    }

    /** Waits until the reachable leader of the highest term is another node than this one, 5 s at most. */
    public String awaitLeaderOtherThan(String node) {
        known(node);
        waitUntil(
                "there is a leader other than " + node,
                () -> leader().filter(l -> !l.equals(node)).isPresent());
        return leader().orElseThrow();
    }

    /** Waits until all reachable nodes follow one leader in one term, 5 s at most, and returns it. */
    public String awaitSettled() {
        waitUntil("all reachable nodes follow one leader", this::isSettled);
        return leader().orElseThrow();
    }

    // ---- claims about this moment ----

    /** Fails when a reachable node leads. */
    public void assertNoLeader() {
        if (leaders().findAny().isPresent()) {
            throw new AssertionError("there must be no leader, but there is; " + situation());
        }
    }

    /** Fails unless exactly one reachable node leads; returns it. */
    public String assertOneLeader() {
        List<String> leaders = leaders().map(NodeView::node).toList();
        if (leaders.size() != 1) {
            throw new AssertionError("there must be one leader, but there are " + leaders.size() + "; " + situation());
        }
        return leaders.get(0);
    }

    /** Fails unless all reachable nodes are in the same term; returns it. */
    public long assertSameTerm() {
        if (reachableViews().mapToLong(NodeView::term).distinct().count() != 1) {
            throw new AssertionError("all reachable nodes must be in one term, but are not; " + situation());
        }
        return term();
    }

    // ---- faults of links ----

    /** Cuts both directions of every link of these nodes; who is isolated already stays so. */
    public void isolate(String... nodes) {
        for (String node : known(nodes)) {
            if (!isolated.containsKey(node)) {
                List<Link> links = new ArrayList<>();
                for (String other : others(node)) {
                    links.add(new Link(node, other));
                    links.add(new Link(other, node));
                }
                isolated.put(node, begin(new LinkCut(links, CutKind.BLACK_HOLE)));
            }
        }
    }

    /** Ends the isolation of these nodes; links to nodes that are still isolated stay cut. */
    public void connect(String... nodes) {
        known(nodes).forEach(node -> endOf(isolated, node));
    }

    /**
     * Cuts all links between groups; nodes that are in none form a group of their own.
     *
     * <p>{@code cluster.partition(List.of("n1", "n2"), List.of("n3", "n4", "n5"));}
     */
    @SafeVarargs
    public final int partition(Collection<String>... groups) {
        Map<String, Integer> group = new LinkedHashMap<>();
        for (int i = 0; i < groups.length; i++) {
            for (String node : groups[i]) {
                if (group.put(known(node), i) != null) {
                    throw new IllegalArgumentException(node + " is in two groups");
                }
            }
        }
        List<Link> links = new ArrayList<>();
        for (String from : nodes()) {
            for (String to : nodes()) {
                if (!group.getOrDefault(from, -1).equals(group.getOrDefault(to, -1))) {
                    links.add(new Link(from, to));
                }
            }
        }
        return begin(new LinkCut(links, CutKind.BLACK_HOLE));
    }

    /** Cuts one direction: {@code to} no longer hears {@code from}. */
    public int cut(String from, String to) {
        return begin(new LinkCut(List.of(new Link(known(from), known(to))), CutKind.BLACK_HOLE));
    }

    /** Delays every message by the base and up to the jitter. */
    public int latency(Duration base, Duration jitter) {
        return begin(new Latency(new Links.All(), base.toNanos(), jitter.toNanos()));
    }

    /** Heals all links: ends every isolation, partition, cut and latency; who is down or paused stays so. */
    public void heal() {
        script.endAll(
                injection -> injection instanceof Injection.CutLinks || injection instanceof Injection.ShapeLinks);
        isolated.clear();
    }

    // ---- faults of nodes ----

    /** Kills nodes; who is down already stays so. */
    public void crash(String... nodes) {
        takeDown(nodes, names -> new Crash(new Target.Named(names)));
    }

    /** Stops nodes in good order; who is down already stays so. */
    public void stop(String... nodes) {
        takeDown(nodes, names -> new Stop(new Target.Named(names)));
    }

    /** Starts nodes that were crashed or stopped; one that runs is killed and started again. */
    public void restart(String... nodes) {
        for (String node : known(nodes)) {
            if (!down.containsKey(node)) {
                crash(node);
            }
            endOf(down, node);
        }
    }

    /** Freezes nodes; who is paused already stays so. */
    public void pause(String... nodes) {
        for (String node : known(nodes)) {
            if (!paused.containsKey(node)) {
                paused.put(node, begin(new Pause(new Target.Named(List.of(node)))));
            }
        }
    }

    /** Lets frozen nodes go on. */
    public void resume(String... nodes) {
        known(nodes).forEach(node -> endOf(paused, node));
    }

    // ---- any fault ----

    /** Begins any fault there is and returns its id, for {@link #end}. */
    public int begin(Fault fault) {
        watch.look();
        return script.begin(fault);
    }

    /** Ends the fault of this id; one that has ended is left alone. */
    public void end(int fault) {
        watch.look();
        script.end(fault);
    }

    // ---- clients ----

    /** Clients that need not wait for their answers. */
    public ScriptedClients clients() {
        return clients;
    }

    /** Asks a node to start some command and waits for its answer, a second at most. */
    public Optional<StartReply> startCommand(String node) {
        return startCommand(node, "command");
    }

    /** Asks a node to start a command and waits for its answer, a second at most. */
    public Optional<StartReply> startCommand(String node, String command) {
        List<ClientOutcome<StartReply>> outcomes = new ArrayList<>();
        clients.start(known(node), command, outcomes::add);
        passes(() -> !outcomes.isEmpty(), ANSWER_LIMIT);
        return outcomes.stream().findFirst().flatMap(ClientOutcome::value);
    }

    /**
     * Asks a node for a change of members and waits for what comes of it, 6 s at most.
     *
     * <p>What a node in a container says comes some milliseconds after its answer, so a change that is done is waited for
     * until {@link #membership} shows it too.
     */
    public ReconfigureOutcome reconfigure(String node, MemberChange change, String subject) {
        List<ReconfigureOutcome> outcomes = new ArrayList<>();
        clients.reconfigure(known(node), change, known(subject), outcomes::add);
        waitUntil(node + " has answered", () -> !outcomes.isEmpty(), CHANGE_LIMIT);
        if (outcomes.get(0) instanceof ReconfigureOutcome.Done) {
            passes(() -> membership(node).map(now -> now.shows(change, subject)).orElse(true), ANSWER_LIMIT);
        }
        return outcomes.get(0);
    }

    /** Who takes part in the cluster, as a node last said; empty while it is down. */
    public Optional<Membership> membership(String node) {
        return cluster.membership(known(node));
    }

    // ---- inside ----

    /** Every node with its role and term, for messages. */
    public String situation() {
        List<String> nodes = new ArrayList<>();
        for (String node : cluster.nodes()) {
            String state = cluster.view(node)
                    .map(view -> view.role().word() + " of term " + view.term() + (view.paused() ? ", paused" : ""))
                    .orElse("down");
            nodes.add(node + " " + state + (isolated.containsKey(node) ? ", isolated" : ""));
        }
        return "at " + TimeSpan.print(now()) + ": " + String.join("; ", nodes);
    }

    private boolean passes(BooleanSupplier condition, Duration limit) {
        return cluster.runUntil(
                () -> {
                    watch.look();
                    watchers.forEach(Runnable::run);
                    return condition.getAsBoolean();
                },
                limit.toNanos());
    }

    private void takeDown(String[] nodes, Function<List<String>, Fault> fault) {
        for (String node : known(nodes)) {
            if (!down.containsKey(node)) {
                down.put(node, begin(fault.apply(List.of(node))));
            }
        }
    }

    private void endOf(Map<String, Integer> faults, String node) {
        Integer id = faults.remove(node);
        if (id != null) {
            end(id);
        }
    }

    boolean isSettled() {
        Optional<String> leader = leader();
        return leader.isPresent()
                && reachableViews().mapToLong(NodeView::term).distinct().count() == 1
                && reachableViews().allMatch(view -> view.leader().equals(leader));
    }

    private Stream<NodeView> leaders() {
        return reachableViews().filter(view -> view.role() == Role.LEADER);
    }

    private Stream<NodeView> reachableViews() {
        return cluster.nodes().stream()
                .filter(node -> !isolated.containsKey(node))
                .flatMap(node -> cluster.view(node).stream())
                .filter(view -> !view.paused());
    }

    private NodeView up(String node) {
        return view(node).orElseThrow(() -> new AssertionError(node + " is down; " + situation()));
    }

    private List<String> known(String... nodes) {
        Arrays.stream(nodes).forEach(this::known);
        return List.of(nodes);
    }

    private String known(String node) {
        if (!cluster.nodes().contains(node)) {
            throw new IllegalArgumentException("there is no node " + node + "; nodes are " + cluster.nodes());
        }
        return node;
    }
}
