package io.faultline.checkers.election;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.ElectionOptions;
import io.faultline.checkers.Validity;
import io.faultline.checkers.history.Condition;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.checkers.history.Link;
import io.faultline.checkers.history.LogTail;
import io.faultline.checkers.history.NodeEvent;
import io.faultline.checkers.history.NodeFact;
import io.faultline.checkers.history.Role;
import io.faultline.checkers.kit.Draw;
import io.faultline.checkers.kit.Judged;
import io.faultline.checkers.kit.Property;
import io.faultline.checkers.kit.Story;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The fast search for calm stretches, and what is judged in them, against slow obvious twins. */
class CalmStretchesTwinTests {
    private static final long SECOND = 1_000_000_000;
    private static final long PATIENCE = 2 * SECOND;

    @Test
    void theFastSearchFindsTheStretchesOfTheSlowOne() {
        int[] found = new int[2];
        Property.holds(10_000, draw -> {
            History history = history(draw);
            boolean judgeDeaf = draw.bool();
            List<SlowCalm.Stretch> stretches = fast(history, judgeDeaf);
            assertThat(stretches).isEqualTo(new SlowCalm(history, judgeDeaf).stretches());
            found[0] += stretches.size();
            found[1] += stretches.stream().anyMatch(stretch -> !stretch.deaf().isEmpty()) ? 1 : 0;
        });
        if (Property.triesAllSeeds()) {
            assertThat(found[0]).as("stretches compared").isGreaterThan(5_000);
            assertThat(found[1]).as("histories with deaf nodes that are heard").isGreaterThan(100);
        }
    }

    @Test
    void theVerdictIsThatOfATwinThatAsksTheHistoryAnewAtEachEvent() {
        int[] verdicts = new int[Validity.values().length];
        Property.holds(10_000, draw -> {
            History history = history(draw);
            boolean judgeDeaf = draw.bool();
            Validity slow = slowVerdict(history, judgeDeaf);
            verdicts[slow.ordinal()]++;
            assertThat(Judged.by("eventual-election", new ElectionOptions(PATIENCE, judgeDeaf), history)
                            .verdict()
                            .validity())
                    .isEqualTo(slow);
        });
        if (Property.triesAllSeeds()) {
            assertThat(Arrays.stream(verdicts).boxed())
                    .as("histories of each verdict: valid, unknown, invalid")
                    .allMatch(count -> count > 300);
        }
    }

    private static List<SlowCalm.Stretch> fast(History history, boolean judgeDeaf) {
        Trace trace = Trace.of(history);
        return CalmStretches.find(ConditionTimeline.of(history), trace, judgeDeaf, 0).stream()
                .map(stretch -> new SlowCalm.Stretch(
                        names(stretch.group(), trace),
                        names(stretch.deaf(), trace),
                        stretch.index(),
                        stretch.endIndex(),
                        stretch.from(),
                        stretch.to()))
                .toList();
    }

    private static Set<String> names(long mask, Trace trace) {
        Set<String> names = new TreeSet<>();
        for (int n = 0; n < trace.names.size(); n++) {
            if ((mask >> n & 1) != 0) {
                names.add(trace.names.name(n));
            }
        }
        return names;
    }

    // ---- the slow verdict ----

    private static Validity slowVerdict(History history, boolean judgeDeaf) {
        Validity verdict = Validity.UNKNOWN;
        for (SlowCalm.Stretch stretch : new SlowCalm(history, judgeDeaf).stretches()) {
            if (stretch.to() - stretch.from() < PATIENCE) {
                continue;
            }
            String atPatience = null;
            boolean kept = true;
            long last = stretch.index() - 1;
            for (long i = stretch.index(); i < stretch.endIndex(); i++) {
                if (history.event(i).time() - stretch.from() <= PATIENCE) {
                    last = i;
                }
            }
            atPatience = common(history, last, stretch);
            for (long i = last + 1; i < stretch.endIndex(); i++) {
                kept &= common(history, i, stretch).equals(atPatience);
            }
            if (atPatience.isEmpty() || !kept) {
                return Validity.INVALID;
            }
            verdict = Validity.VALID;
        }
        return verdict;
    }

    /** Leader and term that all of the group follow after the event with this index; empty when they do not agree. */
    private static String common(History history, long index, SlowCalm.Stretch stretch) {
        Set<String> follow = new TreeSet<>();
        for (String node : stretch.group()) {
            follow.add(followed(history, index, node));
        }
        String only = follow.size() == 1 ? follow.iterator().next() : "";
        if (only.isEmpty()) {
            return "";
        }
        String leader = only.substring(0, only.indexOf(' '));
        boolean ofUs = stretch.group().contains(leader) || stretch.deaf().contains(leader);
        return ofUs && followed(history, index, leader).equals(only) ? only : "";
    }

    /** Whom the node follows, and in which term, by its last word on it up to this index. */
    private static String followed(History history, long index, String node) {
        for (long i = index; i >= 0; i--) {
            if (!(history.event(i) instanceof NodeEvent event) || !event.node().equals(node)) {
                continue;
            }
            if (event.fact() instanceof NodeFact.Leader) {
                return node + " " + event.term();
            }
            if (event.fact() instanceof NodeFact.Follower follower) {
                return follower.leader() == null ? "" : follower.leader() + " " + event.term();
            }
            if (!(event.fact() instanceof NodeFact.TimeoutDrawn)) {
                return "";
            }
        }
        return "";
    }

    // ---- random histories of conditions ----

    private static History history(Draw draw) {
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
