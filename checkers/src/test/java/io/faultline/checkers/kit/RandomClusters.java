package io.faultline.checkers.kit;

import io.faultline.checkers.history.Condition;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.checkers.history.Link;
import io.faultline.checkers.history.LogTail;
import io.faultline.checkers.history.NodeFact;
import io.faultline.checkers.history.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * Random histories of small clusters under random conditions, in which some things make sense: conditions are often
 * partitions, and whoever leads is often followed by its side. To compare checkers with their slow twins.
 */
public final class RandomClusters {
    private static final long SECOND = 1_000_000_000;

    private RandomClusters() {}

    /** A history of up to five nodes. */
    public static History history(Draw draw) {
        List<String> nodes = List.of("n1", "n2", "n3", "n4", "n5").subList(0, draw.between(1, 5));
        HistoryRecorder recorder = new HistoryRecorder();
        boolean preVote = !draw.onceIn(5);
        List<String> group = nodes;
        long time = 0;
        int steps = draw.between(0, 12);
        for (String node : nodes) {
            if (!draw.onceIn(6)) {
                start(recorder, time, nodes, node, preVote);
            }
        }
        for (int i = 0; i < steps; i++) {
            time += draw.onceIn(3) ? 0 : draw.between(0, 30) * SECOND / 10;
            if (draw.onceIn(3)) {
                List<String> side = draw.bool() ? List.of() : draw.some(nodes);
                recorder.condition(time, condition(draw, nodes, side));
                group = larger(nodes, side);
            } else if (draw.onceIn(6)) {
                start(recorder, time, nodes, draw.oneOf(nodes), preVote);
            } else if (draw.onceIn(3)) {
                say(draw, recorder, time, draw.oneOf(nodes), nodes);
            } else {
                elect(draw, recorder, time, group);
            }
        }
        recorder.phase(time + draw.between(0, 40) * SECOND / 10, "end");
        return recorder.finish();
    }

    private static void start(HistoryRecorder recorder, long time, List<String> nodes, String node, boolean preVote) {
        recorder.node(
                time,
                node,
                1,
                1,
                0,
                0,
                Role.FOLLOWER,
                new NodeFact.Started(nodes, Story.TIMING, preVote, LogTail.EMPTY));
    }

    private static void elect(Draw draw, HistoryRecorder recorder, long time, List<String> nodes) {
        String leader = draw.oneOf(nodes);
        int term = draw.between(1, 3);
        recorder.node(time, leader, 1, 1, 0, term, Role.LEADER, new NodeFact.Leader(nodes));
        for (String node : nodes) {
            if (!node.equals(leader) && !draw.onceIn(12)) {
                recorder.node(time, node, 1, 1, 0, term, Role.FOLLOWER, new NodeFact.Follower(leader, Role.FOLLOWER));
            }
        }
    }

    private static void say(Draw draw, HistoryRecorder recorder, long time, String node, List<String> nodes) {
        int term = draw.between(1, 2);
        switch (draw.between(0, 4)) {
            case 0 -> recorder.node(time, node, 1, 1, 0, term, Role.FOLLOWER, new NodeFact.TermChanged());
            case 1 -> recorder.node(time, node, 1, 1, 0, term, Role.CANDIDATE, new NodeFact.Candidate());
            case 2 -> recorder.node(time, node, 1, 1, 0, term, Role.LEADER, new NodeFact.Leader(nodes));
            case 3 ->
                recorder.node(
                        time,
                        node,
                        1,
                        1,
                        0,
                        term,
                        Role.FOLLOWER,
                        new NodeFact.Follower(draw.oneOf(nodes), Role.LEADER));
            default -> recorder.node(time, node, 1, 1, 0, 0, Role.FOLLOWER, new NodeFact.Stopped());
        }
    }

    /** Those on this side or the others, whoever are more. */
    private static List<String> larger(List<String> nodes, List<String> side) {
        List<String> others = new ArrayList<>(nodes);
        others.removeAll(side);
        return side.size() > others.size() ? side : others;
    }

    /** A condition that is often a clean partition, and often nearly one. */
    private static Condition condition(Draw draw, List<String> nodes, List<String> side) {
        List<Link> cut = new ArrayList<>();
        boolean oneWay = draw.onceIn(4);
        String deaf = draw.onceIn(4) ? draw.oneOf(nodes) : "";
        for (String a : nodes) {
            for (String b : nodes) {
                boolean crosses = side.contains(a) && !side.contains(b)
                        || !oneWay && side.contains(b) && !side.contains(a)
                        || b.equals(deaf);
                if (!a.equals(b) && (crosses != draw.onceIn(60))) {
                    cut.add(new Link(a, b));
                }
            }
        }
        return new Condition(
                draw.onceIn(3) ? List.of(draw.oneOf(nodes)) : List.of(),
                draw.onceIn(5) ? List.of(draw.oneOf(nodes)) : List.of(),
                cut,
                draw.onceIn(6) ? List.of(new Link(draw.oneOf(nodes), draw.oneOf(nodes))) : List.of(),
                draw.onceIn(8) ? List.of(draw.oneOf(nodes)) : List.of());
    }
}
