package io.faultline.harness.report;

import io.faultline.checkers.history.Condition;
import io.faultline.checkers.history.FaultPhase;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.checkers.history.Link;
import io.faultline.checkers.history.LogTail;
import io.faultline.checkers.history.NodeFact;
import io.faultline.checkers.history.OperationType;
import io.faultline.checkers.history.Role;
import io.faultline.checkers.history.Timing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells a history in milliseconds, as a test reads it: {@code story.at(450).candidate("n1", 1).votes("n2", "n1", 1)}. */
public final class Story {
    /** A millisecond. */
    public static final long MS = 1_000_000;

    private static final Timing TIMING = new Timing(400 * MS, 600 * MS, 100 * MS, 50 * MS);

    private final HistoryRecorder recorder = new HistoryRecorder();
    private final List<String> nodes;
    private final Map<String, Integer> incarnations = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, Role> roles = new HashMap<>();
    private long now;

    public Story(String... nodes) {
        this.nodes = List.of(nodes);
    }

    /** What follows happens at this millisecond. */
    public Story at(long millis) {
        now = millis * MS;
        return this;
    }

    /** The index the next event will have. */
    public long next() {
        return recorder.size();
    }

    public Story phase(String name) {
        recorder.phase(now, name);
        return this;
    }

    public Story starts(String node, long term) {
        incarnations.merge(node, 1, Integer::sum);
        numbers.put(node, 0);
        return says(node, term, Role.FOLLOWER, new NodeFact.Started(nodes, TIMING, true, LogTail.EMPTY));
    }

    public Story preCandidate(String node, long term) {
        return says(node, term, Role.PRE_CANDIDATE, new NodeFact.PreCandidate());
    }

    /** Raises the term and votes for itself, as a candidate does. */
    public Story candidate(String node, long term) {
        says(node, term, Role.CANDIDATE, new NodeFact.TermChanged());
        says(node, term, Role.CANDIDATE, new NodeFact.Candidate());
        return says(node, term, Role.CANDIDATE, new NodeFact.VoteGranted(node));
    }

    public Story votes(String node, String candidate, long term) {
        return says(node, term, Role.FOLLOWER, new NodeFact.VoteGranted(candidate));
    }

    public Story leads(String node, long term, String... voters) {
        return says(node, term, Role.LEADER, new NodeFact.Leader(List.of(voters)));
    }

    public Story follows(String node, String leader, long term) {
        return says(node, term, Role.FOLLOWER, new NodeFact.Follower(leader, roles.getOrDefault(node, Role.FOLLOWER)));
    }

    public Story says(String node, long term, Role role, NodeFact fact) {
        incarnations.putIfAbsent(node, 1);
        int number = numbers.merge(node, 1, Integer::sum);
        roles.put(node, role);
        recorder.node(now, node, incarnations.get(node), number, now, term, role, fact);
        return this;
    }

    public Story down(String... down) {
        return condition(new Condition(List.of(down), List.of(), List.of(), List.of(), List.of()));
    }

    public Story paused(String... paused) {
        return condition(new Condition(List.of(), List.of(paused), List.of(), List.of(), List.of()));
    }

    /** {@code cut("n1→n2", "n2→n1")}. */
    public Story cut(String... links) {
        List<Link> cut = new ArrayList<>();
        for (String link : links) {
            String[] ends = link.split("→");
            cut.add(new Link(ends[0], ends[1]));
        }
        return condition(new Condition(List.of(), List.of(), cut, List.of(), List.of()));
    }

    public Story condition(Condition condition) {
        recorder.condition(now, condition);
        return this;
    }

    /** {@code fault(7, FaultPhase.BEGIN, "kind", "crash")}. */
    public Story fault(int id, FaultPhase phase, Object... fault) {
        Map<String, Object> tree = new java.util.LinkedHashMap<>();
        for (int i = 0; i < fault.length; i += 2) {
            tree.put((String) fault[i], fault[i + 1]);
        }
        recorder.fault(now, phase, id, tree);
        return this;
    }

    public Story operation(OperationType type, long process, String f, Object key, Object value) {
        recorder.operation(now, type, process, f, key, value);
        return this;
    }

    public Story transaction(OperationType type, long process, List<List<Object>> steps) {
        return operation(type, process, "txn", null, steps);
    }

    public History told() {
        return recorder.finish();
    }
}
