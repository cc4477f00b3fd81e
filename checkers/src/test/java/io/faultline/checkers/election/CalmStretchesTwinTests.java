package io.faultline.checkers.election;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.ElectionOptions;
import io.faultline.checkers.Validity;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.NodeEvent;
import io.faultline.checkers.history.NodeFact;
import io.faultline.checkers.kit.Judged;
import io.faultline.checkers.kit.Property;
import io.faultline.checkers.kit.RandomClusters;
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
            History history = RandomClusters.history(draw);
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
            History history = RandomClusters.history(draw);
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
}
