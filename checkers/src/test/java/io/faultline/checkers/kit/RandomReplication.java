package io.faultline.checkers.kit;

import io.faultline.checkers.history.History;
import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.checkers.history.LogFact;
import io.faultline.checkers.history.LogStart;
import io.faultline.checkers.history.LogTail;
import io.faultline.checkers.history.NodeFact;
import io.faultline.checkers.history.PhaseEvent;
import io.faultline.checkers.history.Role;
import io.faultline.checkers.history.SnapshotPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A tiny cluster that replicates by the rules of the paper, told as the history it would leave: leaders old and new,
 * batches, conflicting tails, commits, snapshots, configurations, and nodes that die with or without their last words.
 *
 * <p>Steps are whole exchanges of one leader and one follower; what may go wrong between them does, by the draw.
 */
public final class RandomReplication {
    private final Draw draw;
    private final HistoryRecorder recorder = new HistoryRecorder();
    private final List<Node> nodes = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private long now;
    private int commands;

    private RandomReplication(Draw draw) {
        this.draw = draw;
        int size = draw.oneOf(3, 5);
        for (int i = 1; i <= size; i++) {
            names.add("n" + i);
            nodes.add(new Node("n" + i));
        }
        nodes.forEach(this::start);
    }

    /** The history of so many steps of a correct cluster. */
    public static History of(Draw draw, int steps) {
        RandomReplication cluster = new RandomReplication(draw);
        for (int i = 0; i < steps; i++) {
            cluster.step();
        }
        cluster.recorder.phase(cluster.now, PhaseEvent.END);
        return cluster.recorder.finish();
    }

    /** An entry with what its whole prefix comes to, so that it can be copied from log to log. */
    private record Entry(long term, String digest, String state, int config, List<String> voters) {}

    private static final class Node {
        final String name;
        final List<Entry> log = new ArrayList<>();
        int incarnation;
        long seq;
        long term;
        Role role = Role.FOLLOWER;
        boolean up = true;
        boolean silent;
        int base;
        int commit;
        int applied;
        int config;
        int[] match = new int[5];

        Node(String name) {
            this.name = name;
        }

        long lastTerm() {
            return log.isEmpty() ? 0 : log.get(log.size() - 1).term;
        }

        SnapshotPoint snapshot() {
            Entry last = base == 0 ? null : log.get(base - 1);
            return last == null ? null : new SnapshotPoint(base, last.term, last.state);
        }

        boolean behind(Node other) {
            return new LogTail(log.size(), lastTerm()).compareTo(new LogTail(other.log.size(), other.lastTerm())) < 0;
        }
    }

    private void step() {
        Node node = draw.oneOf(nodes);
        Node leader = leader();
        if (!node.up) {
            start(node);
        } else if (leader == null || draw.onceIn(20)) {
            elect(node);
        } else {
            switch (draw.between(0, 11)) {
                case 0, 1 -> propose(leader);
                case 2, 3, 4, 5 -> replicate(leader, node);
                case 6, 7 -> advance(leader);
                case 8, 9 -> apply(node);
                case 10 -> compact(node);
                default -> end(node);
            }
        }
    }

    /** One of those that think they lead. */
    private Node leader() {
        List<Node> leaders =
                nodes.stream().filter(n -> n.up && n.role == Role.LEADER).toList();
        return leaders.isEmpty() ? null : draw.oneOf(leaders);
    }

    private void elect(Node candidate) {
        List<Node> voters = nodes.stream()
                .filter(n -> n == candidate || n.up && !candidate.behind(n) && !draw.onceIn(5))
                .toList();
        if (voters.size() <= voters(candidate).size() / 2) {
            return;
        }
        long term = 1 + voters.stream().mapToLong(n -> n.term).max().orElseThrow();
        voters.forEach(voter -> enter(voter, term));
        candidate.role = Role.LEADER;
        candidate.match = new int[5];
        say(candidate, new NodeFact.Leader(voters.stream().map(n -> n.name).toList()));
    }

    private void enter(Node node, long term) {
        if (term > node.term) {
            node.term = term;
            node.role = Role.FOLLOWER;
            say(node, new NodeFact.TermChanged());
        }
    }

    /** The leader appends a few entries; one may be a configuration, if the one before is committed. */
    private void propose(Node leader) {
        int from = leader.log.size();
        int count = draw.between(1, 4);
        for (int i = 0; i < count; i++) {
            Entry last = leader.log.isEmpty() ? new Entry(0, "d", "s", 0, null) : leader.log.get(leader.log.size() - 1);
            int command = commands++;
            boolean changes = i == 0 && mayChange(leader) && draw.onceIn(8);
            leader.log.add(new Entry(
                    leader.term,
                    "d" + Integer.toHexString(Objects.hash(last.digest, leader.term, command)),
                    "s" + Integer.toHexString(Objects.hash(last.state, command)),
                    changes ? leader.log.size() + 1 : last.config,
                    changes ? changed(leader) : null));
        }
        appended(leader, from);
    }

    /** Of the configuration in force at that node; of n9 nothing is ever heard. */
    private List<String> voters(Node node) {
        return node.config == 0 ? names : node.log.get(node.config - 1).voters;
    }

    /** Whether the change before is committed, and an entry of the leader's own term. */
    private static boolean mayChange(Node leader) {
        return leader.config <= leader.commit
                && leader.commit > 0
                && leader.log.get(leader.commit - 1).term == leader.term;
    }

    private List<String> changed(Node leader) {
        List<String> voters = new ArrayList<>(voters(leader));
        if (!voters.remove("n9")) {
            voters.add("n9");
        }
        return voters;
    }

    private void replicate(Node leader, Node follower) {
        if (follower == leader) {
            return;
        }
        if (follower.term > leader.term) {
            enter(leader, follower.term);
            return;
        }
        follower.silent = draw.onceIn(15);
        enter(follower, leader.term);
        int match = common(leader.log, follower.log);
        if (match < leader.base && follower.applied < leader.base) {
            install(leader, follower);
            match = leader.base;
        }
        int upTo = draw.between(match, Math.min(leader.log.size(), match + 6));
        if (upTo > match) {
            truncate(follower, match);
            if (follower.silent && draw.onceIn(3)) {
                crash(follower);
                return;
            }
            follower.log.addAll(leader.log.subList(match, upTo));
            appended(follower, match);
        }
        if (follower.silent) {
            crash(follower);
            return;
        }
        leader.match[nodes.indexOf(follower)] = upTo;
        if (Math.min(leader.commit, upTo) > follower.commit && draw.bool()) {
            follower.commit = Math.min(leader.commit, upTo);
            say(follower, new LogFact.Committed(follower.commit));
        }
    }

    private static int common(List<Entry> one, List<Entry> other) {
        int match = Math.min(one.size(), other.size());
        while (match > 0 && !one.get(match - 1).equals(other.get(match - 1))) {
            match--;
        }
        return match;
    }

    private void install(Node leader, Node follower) {
        int index = leader.base;
        boolean stays =
                follower.log.size() >= index && follower.log.get(index - 1).term == leader.log.get(index - 1).term;
        if (!stays) {
            follower.log.clear();
            follower.log.addAll(leader.log.subList(0, index));
        }
        follower.base = index;
        follower.applied = index;
        follower.commit = Math.max(follower.commit, index);
        say(follower, new LogFact.SnapshotInstalled(follower.snapshot()));
        configure(follower);
    }

    private void truncate(Node node, int keep) {
        if (node.log.size() > keep) {
            node.log.subList(keep, node.log.size()).clear();
            say(node, new LogFact.Truncated(keep + 1));
            configure(node);
        }
    }

    private void appended(Node node, int from) {
        List<Entry> batch = node.log.subList(from, node.log.size());
        say(
                node,
                new LogFact.Appended(
                        from + 1,
                        batch.stream().map(Entry::term).toList(),
                        batch.stream().map(Entry::digest).toList()));
        configure(node);
    }

    /** The last configuration in the log is in force. */
    private void configure(Node node) {
        int config = node.log.isEmpty() ? 0 : node.log.get(node.log.size() - 1).config;
        if (config != node.config) {
            node.config = config;
            say(node, new LogFact.ConfigChanged(config, voters(node), List.of()));
        }
    }

    /** The leader commits what a majority has, if the last of it is of its own term (§5.4.2). */
    private void advance(Node leader) {
        leader.match[nodes.indexOf(leader)] = leader.log.size();
        int[] sorted = leader.match.clone();
        Arrays.sort(sorted);
        int onMajority = sorted[sorted.length - 1 - voters(leader).size() / 2];
        if (onMajority > leader.commit && leader.log.get(onMajority - 1).term == leader.term) {
            leader.commit = onMajority;
            say(leader, new LogFact.Committed(onMajority));
        }
    }

    private void apply(Node node) {
        if (node.commit > node.applied) {
            int upTo = draw.between(node.applied + 1, node.commit);
            List<Entry> batch = node.log.subList(node.applied, upTo);
            say(
                    node,
                    new LogFact.Applied(
                            node.applied + 1, batch.stream().map(Entry::state).toList()));
            node.applied = upTo;
        }
    }

    private void compact(Node node) {
        if (node.applied > node.base && draw.bool()) {
            node.base = draw.between(node.base + 1, node.applied);
            say(node, new LogFact.SnapshotTaken(node.snapshot()));
        }
    }

    private void end(Node node) {
        if (draw.onceIn(3)) {
            say(node, new NodeFact.Stopped());
        }
        crash(node);
        if (draw.bool()) {
            start(node);
        }
    }

    private void crash(Node node) {
        node.up = false;
        node.silent = false;
        node.role = Role.FOLLOWER;
    }

    private void start(Node node) {
        node.up = true;
        node.incarnation++;
        node.seq = 0;
        node.commit = node.base;
        node.applied = node.base;
        node.config = 0;
        LogTail tail = new LogTail(node.log.size(), node.lastTerm());
        say(node, new NodeFact.Started(names, Story.TIMING, true, new LogStart(node.base + 1, tail, node.snapshot())));
        configure(node);
    }

    private void say(Node node, NodeFact fact) {
        if (!node.silent) {
            now += 1_000_000;
            recorder.node(now, node.name, node.incarnation, ++node.seq, now, node.term, node.role, fact);
        }
    }
}
