package io.faultline.nemesis.play;

import io.faultline.nemesis.fault.Injection;
import io.faultline.nemesis.fault.Link;
import io.faultline.nemesis.fault.Standing;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The injections in force at one moment, and what they amount to.
 *
 * <p>An immutable fold: {@link #with} and {@link #without} return the next one. Overlapping faults
 * compose, and the order in which they began does not matter. A node is up again when the last fault
 * that holds it down has ended. What a clock jump or a crash does at its begin is not state and is
 * left to the injector.
 */
public final class ActiveFaults {

    /** No fault is active. */
    public static final ActiveFaults NONE =
            new ActiveFaults(Collections.emptyMap(), Collections.emptySortedMap(), null, null);

    private final Map<Integer, Injection> injections;
    private final SortedMap<Integer, SortedSet<String>> fired;
    private final SortedMap<Link, LinkState> links;
    private final SortedMap<String, NodeState> impairments = new TreeMap<>();
    private final SortedSet<String> down = new TreeSet<>();
    private final SortedSet<String> paused = new TreeSet<>();
    private final SortedMap<String, Standing> members = new TreeMap<>();

    /**
     * Folds the injections, but links only as far as needed: they are most of the work, and most changes leave them as
     * they were or only add to them.
     *
     * @param linksBefore the state of the links without {@code added}; null to fold them all
     * @param added folded onto {@code linksBefore} if it touches links; null when there is none
     */
    private ActiveFaults(
            Map<Integer, Injection> injections,
            SortedMap<Integer, SortedSet<String>> fired,
            SortedMap<Link, LinkState> linksBefore,
            Injection added) {
        this.injections = injections;
        this.fired = fired;
        if (linksBefore == null) {
            links = new TreeMap<>();
            injections.values().forEach(this::foldLinks);
        } else if (touchesLinks(added)) {
            links = new TreeMap<>(linksBefore);
            foldLinks(added);
        } else {
            links = linksBefore;
        }
        injections.values().forEach(this::fold);
        fired.values().forEach(down::addAll);
    }

    private static boolean touchesLinks(Injection injection) {
        return injection instanceof Injection.CutLinks || injection instanceof Injection.ShapeLinks;
    }

    private void foldLinks(Injection injection) {
        if (injection instanceof Injection.CutLinks cut) {
            cut.links().forEach(link -> links.put(link, stateOf(link).withCut(cut.cut())));
        } else if (injection instanceof Injection.ShapeLinks shape) {
            shape.links().forEach(link -> links.put(link, stateOf(link).with(shape.shape())));
        }
    }

    private void fold(Injection injection) {
        if (injection instanceof Injection.NodesDown nodes) {
            down.addAll(nodes.nodes());
        } else if (injection instanceof Injection.NodesPaused nodes) {
            paused.addAll(nodes.nodes());
        } else if (injection instanceof Injection.DiskFault disk) {
            disk.nodes().forEach(node -> impairments.put(node, worse(stateOf(node), disk)));
        } else if (injection instanceof Injection.ClockFault clock) {
            clock.nodes().forEach(node -> impairments.put(node, worse(stateOf(node), clock)));
        } else if (injection instanceof Injection.MembersChanged change) {
            change.nodes().forEach(node -> members.merge(node, change.standing(), ActiveFaults::lower));
        } else if (!touchesLinks(injection) && !isMoment(injection)) {
            throw new IllegalStateException("no rule to compose " + injection);
        }
    }

    /** Whether all that is done is done at a moment, or at one that the node comes to by itself. */
    private static boolean isMoment(Injection injection) {
        return injection instanceof Injection.ArmCrashPoint || injection instanceof Injection.LeadershipTransferred;
    }

    private static Standing lower(Standing one, Standing other) {
        return one == Standing.REMOVED ? one : other;
    }

    private static NodeState worse(NodeState state, Injection.DiskFault disk) {
        double error = 1.0 - (1.0 - state.errorProbability()) * (1.0 - disk.errorProbability());
        long sync = state.extraSyncNanos() + disk.extraSyncNanos();
        return new NodeState(error, sync, state.clockRate());
    }

    private static NodeState worse(NodeState state, Injection.ClockFault clock) {
        return new NodeState(state.errorProbability(), state.extraSyncNanos(), state.clockRate() * clock.rate());
    }

    /** Returns the faults after this one began. */
    public ActiveFaults with(int id, Injection injection) {
        Map<Integer, Injection> next = new LinkedHashMap<>(injections);
        if (next.putIfAbsent(id, injection) != null) {
            throw new IllegalStateException("fault " + id + " is already active");
        }
        return new ActiveFaults(next, fired, links, injection);
    }

    /** Returns the faults after this one ended; the same ones if it was not active. */
    public ActiveFaults without(int id) {
        if (!injections.containsKey(id)) {
            return this;
        }
        Map<Integer, Injection> next = new LinkedHashMap<>(injections);
        Injection removed = next.remove(id);
        SortedMap<Integer, SortedSet<String>> nextFired = new TreeMap<>(fired);
        nextFired.remove(id);
        return new ActiveFaults(next, nextFired, touchesLinks(removed) ? null : links, null);
    }

    /** Returns the faults after the crash point of this fault went off: the node is down. */
    public ActiveFaults withFired(int id, String node) {
        SortedMap<Integer, SortedSet<String>> next = new TreeMap<>(fired);
        SortedSet<String> nodes = new TreeSet<>(next.getOrDefault(id, Collections.emptySortedSet()));
        nodes.add(node);
        next.put(id, nodes);
        return new ActiveFaults(injections, next, links, null);
    }

    /** Returns the faults after the node that a crash point took down was restarted early. */
    public ActiveFaults withoutFired(int id, String node) {
        SortedMap<Integer, SortedSet<String>> next = new TreeMap<>(fired);
        SortedSet<String> nodes = new TreeSet<>(next.getOrDefault(id, Collections.emptySortedSet()));
        nodes.remove(node);
        next.put(id, nodes);
        return new ActiveFaults(injections, next, links, null);
    }

    /** Returns the active injections by id, in the order in which they began. */
    public Map<Integer, Injection> injections() {
        return Collections.unmodifiableMap(injections);
    }

    /** Returns what is done to the link. */
    public LinkState stateOf(Link link) {
        return links.getOrDefault(link, LinkState.HEALTHY);
    }

    /** Returns what is done to the disk and the clock of the node. */
    public NodeState stateOf(String node) {
        return impairments.getOrDefault(node, NodeState.HEALTHY);
    }

    /** Returns every link that something is done to, with what. */
    public SortedMap<Link, LinkState> touchedLinks() {
        return Collections.unmodifiableSortedMap(links);
    }

    /** Returns the links that carry nothing. */
    public SortedSet<Link> cut() {
        SortedSet<Link> cut = new TreeSet<>();
        links.forEach((link, state) -> {
            if (state.isCut()) {
                cut.add(link);
            }
        });
        return cut;
    }

    /** Returns the nodes that some fault holds down. */
    public SortedSet<String> down() {
        return Collections.unmodifiableSortedSet(down);
    }

    /** Returns the nodes that some fault holds frozen. */
    public SortedSet<String> paused() {
        return Collections.unmodifiableSortedSet(paused);
    }

    /** Returns the nodes that some fault wants not to vote, with what they are to be: the least any fault wants. */
    public SortedMap<String, Standing> members() {
        return Collections.unmodifiableSortedMap(members);
    }

    /** Returns whether the link works, but worse than within the bounds. */
    public boolean degraded(Link link, Bounds bounds) {
        return stateOf(link).isDegraded(bounds);
    }

    /** Returns the links that work, but worse than within the bounds. */
    public SortedSet<Link> degraded(Bounds bounds) {
        SortedSet<Link> degraded = new TreeSet<>();
        links.forEach((link, state) -> {
            if (state.isDegraded(bounds)) {
                degraded.add(link);
            }
        });
        return degraded;
    }

    /** Returns the nodes whose disk or clock is worse than within the bounds. */
    public SortedSet<String> impaired(Bounds bounds) {
        SortedSet<String> impaired = new TreeSet<>();
        impairments.forEach((node, state) -> {
            if (state.isImpaired(bounds)) {
                impaired.add(node);
            }
        });
        return impaired;
    }
}
