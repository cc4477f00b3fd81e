package io.faultline.harness.docker;

import io.faultline.checkers.history.Condition;
import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.checkers.history.NodeFact;
import io.faultline.checkers.history.Role;
import io.faultline.checkers.history.json.NodeLine;
import io.faultline.harness.cluster.Membership;
import io.faultline.harness.cluster.NodeView;
import io.faultline.harness.members.MembersTold;
import io.faultline.nemesis.fault.ClusterView;
import io.faultline.nemesis.fault.Link;
import io.faultline.nemesis.play.ActiveFaults;
import io.faultline.nemesis.play.Bounds;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How the cluster is, as far as is known, and the record of it. For the timeline's owner alone.
 *
 * <p>It errs on the side of trouble: from the moment something is about to change until it has changed, and for the
 * time that connections take to come back after that, links count as degraded and nodes as impaired, so that no checker
 * expects anything of them. So does a node that may end by itself at any moment, as the news of that comes late. A node
 * counts as down until it says itself that it has started; one of a system whose nodes say nothing, until it was found
 * running and ready.
 */
final class ClusterState implements ClusterView {
    private static final long MS = 1_000_000;

    /** Within these a cluster still counts as well: far below what an election timeout forgives. */
    private static final Bounds BOUNDS = new Bounds(20 * MS, 0, 1_000_000, 20 * MS, 0.05);

    /** A node that was turned away tries again after a second at most; half a second is for the answer. */
    private static final long SETTLES_AFTER = 1_500 * MS;

    private final List<String> names;
    private final WallTimeline time;
    private final HistoryRecorder recorder;
    private final boolean nodesSpeak;
    private final Set<String> up = new TreeSet<>();
    private final Set<String> paused = new TreeSet<>();
    private final Map<String, NodeView> views = new HashMap<>();
    private final MembersTold members = new MembersTold();
    private final Map<String, Integer> busyNodes = new TreeMap<>();
    private final Map<Link, Integer> busyLinks = new TreeMap<>();
    private final Map<String, Long> shakyUntil = new TreeMap<>();
    private final Map<Link, Long> unsettledUntil = new TreeMap<>();
    private ActiveFaults active = ActiveFaults.NONE;
    private Set<String> aboutToEnd = Set.of();
    private Set<String> handingOver = Set.of();
    private Condition recorded;

    /**
     * A cluster of which no node runs.
     *
     * @param nodesSpeak whether nodes say that they have started; else they are up when they are found running
     */
    ClusterState(List<String> names, WallTimeline time, HistoryRecorder recorder, boolean nodesSpeak) {
        this.names = names;
        this.time = time;
        this.recorder = recorder;
        this.nodesSpeak = nodesSpeak;
    }

    ActiveFaults active() {
        return active;
    }

    /**
     * From now on these faults are in force.
     *
     * @param mayEnd nodes that may end by themselves at any moment
     */
    void setActive(ActiveFaults faults, Set<String> mayEnd) {
        active = faults;
        aboutToEnd = mayEnd;
    }

    // ---- nodes ----

    /** A node has said something of itself. */
    void heard(NodeLine line) {
        String node = line.node();
        if (line.fact() instanceof NodeFact.Started) {
            up.add(node);
            shake(node);
            record();
        }
        members.heard(node, line.fact());
        if (up.contains(node)) {
            NodeView before = views.get(node);
            views.put(node, new NodeView(node, line.term(), line.role(), leader(line, before), paused.contains(node)));
        }
    }

    private static Optional<String> leader(NodeLine line, NodeView before) {
        if (line.role() == Role.LEADER) {
            return Optional.of(line.node());
        }
        if (line.fact() instanceof NodeFact.Follower follower) {
            return Optional.ofNullable(follower.leader());
        }
        return before != null && before.term() == line.term() && line.role() == Role.FOLLOWER
                ? before.leader()
                : Optional.empty();
    }

    /**
     * A node was found like this. Such news must come in the order in which it was looked at, and that a node has
     * started before it is found running: then the last one is true.
     */
    void found(String node, NodeContainer.Found found) {
        if (!found.running()) {
            up.remove(node);
            views.remove(node);
        } else if (!nodesSpeak && up.add(node)) {
            shake(node);
        }
        boolean frozen = found.running() && found.paused();
        if (frozen ? paused.add(node) : paused.remove(node)) {
            shake(node);
            views.computeIfPresent(
                    node, (name, view) -> new NodeView(name, view.term(), view.role(), view.leader(), frozen));
        }
        record();
    }

    /** What was done to this node takes its time to pass. */
    void shake(String node) {
        shakyUntil.put(node, time.now() + SETTLES_AFTER);
        time.schedule(SETTLES_AFTER, this::record);
    }

    /** Something is about to be done to these nodes. */
    void nodesBusy(Collection<String> nodes) {
        nodes.forEach(node -> busyNodes.merge(node, 1, Integer::sum));
        record();
    }

    /** It has been done to this one. */
    void nodeDone(String node, NodeContainer.Found found) {
        busyNodes.computeIfPresent(node, (name, count) -> count == 1 ? null : count - 1);
        found(node, found);
    }

    Optional<NodeView> view(String node) {
        return Optional.ofNullable(views.get(node));
    }

    /** The members as that node last said; empty while it is down. */
    Optional<Membership> membership(String node) {
        return up.contains(node) ? members.of(node) : Optional.empty();
    }

    /** These nodes, and no others, may be about to hand over or to take leadership. */
    void handOver(Set<String> nodes) {
        Set<String> before = handingOver;
        handingOver = nodes;
        before.stream().filter(node -> !nodes.contains(node)).forEach(this::shake);
        record();
    }

    // ---- links ----

    /** Something is about to be done to these links. */
    void linksBusy(Collection<Link> links) {
        links.forEach(link -> busyLinks.merge(link, 1, Integer::sum));
        record();
    }

    /** It has been done; connections over them come back in their own time. */
    void linksDone(Collection<Link> links) {
        for (Link link : links) {
            busyLinks.computeIfPresent(link, (same, count) -> count == 1 ? null : count - 1);
            unsettledUntil.put(link, time.now() + SETTLES_AFTER);
        }
        time.schedule(SETTLES_AFTER, this::record);
        record();
    }

    // ---- condition ----

    /** Records the condition if it has changed. */
    void record() {
        long now = time.now();
        shakyUntil.values().removeIf(until -> until <= now);
        unsettledUntil.values().removeIf(until -> until <= now);
        TreeSet<String> down = new TreeSet<>(names);
        down.removeAll(up);
        TreeSet<String> frozen = new TreeSet<>(paused);
        frozen.removeAll(down);
        TreeSet<String> impaired = new TreeSet<>(busyNodes.keySet());
        impaired.addAll(shakyUntil.keySet());
        impaired.addAll(active.impaired(BOUNDS));
        impaired.addAll(aboutToEnd);
        impaired.addAll(handingOver);
        Set<Link> cut = active.cut();
        TreeSet<Link> degraded = new TreeSet<>(active.degraded(BOUNDS));
        degraded.addAll(busyLinks.keySet());
        degraded.addAll(unsettledUntil.keySet());
        degraded.removeAll(cut);
        Condition next = new Condition(
                List.copyOf(down), List.copyOf(frozen), translate(cut), translate(degraded), List.copyOf(impaired));
        if (!next.equals(recorded)) {
            recorded = next;
            recorder.condition(now, next);
        }
    }

    private static List<io.faultline.checkers.history.Link> translate(Collection<Link> links) {
        return links.stream()
                .map(link -> new io.faultline.checkers.history.Link(link.from(), link.to()))
                .toList();
    }

    // ---- ClusterView ----

    @Override
    public List<String> nodes() {
        return names;
    }

    @Override
    public List<String> up() {
        return names.stream().filter(up::contains).toList();
    }

    @Override
    public List<String> paused() {
        return names.stream().filter(up::contains).filter(paused::contains).toList();
    }

    @Override
    public Optional<String> leader() {
        return views.values().stream()
                .filter(view -> view.role() == Role.LEADER && !view.paused())
                .max(Comparator.comparingLong(NodeView::term))
                .map(NodeView::node);
    }
}
