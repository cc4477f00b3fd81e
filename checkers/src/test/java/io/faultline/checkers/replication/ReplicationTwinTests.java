package io.faultline.checkers.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.Checkers;
import io.faultline.checkers.Validity;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.history.History;
import io.faultline.checkers.kit.Corruption;
import io.faultline.checkers.kit.Property;
import io.faultline.checkers.kit.RandomReplication;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The checkers against a twin that compares everything with everything, on histories with one lie in them. */
class ReplicationTwinTests {
    /**
     * These two compare one entry for all before it, as its digest stands for them. Where a lie about a digest or a term
     * breaks that, they may see less, and accuse nobody whom the twin does not.
     */
    private static final Set<String> BY_DIGEST = Set.of("leader-completeness", "commit-monotone");

    /** These have no twin: they are tried by hand-made histories. */
    private static final Set<String> WITHOUT_TWIN =
            Set.of("one-config-change", "own-term-commit", "replication-progress");

    @Test
    void whoAccusesIsWhoTheTwinSays() {
        TreeMap<String, Integer> accused = new TreeMap<>();
        Property.holds(8_000, draw -> {
            History history = Corruption.of(draw, RandomReplication.of(draw, draw.between(10, 120)));
            TreeSet<String> fast = accusing(history);
            fast.removeAll(WITHOUT_TWIN);
            SlowReplication twin = SlowReplication.of(history);
            TreeSet<String> slow = new TreeSet<>(twin.accusing());
            fast.forEach(checker -> accused.merge(checker, 1, Integer::sum));
            if (!twin.digestsAreTrue()) {
                assertThat(slow).containsAll(fast);
                slow.removeAll(BY_DIGEST);
                fast.removeAll(BY_DIGEST);
            }
            assertThat(fast).isEqualTo(slow);
        });
        if (Property.triesAllSeeds()) {
            assertThat(accused)
                    .hasSize(8)
                    .allSatisfy(
                            (checker, count) -> assertThat(count).as(checker).isBetween(50, 6_000));
        }
    }

    private static TreeSet<String> accusing(History history) {
        TreeSet<String> accusing = new TreeSet<>();
        for (Verdict verdict : Checkers.run(history, Checkers.replication()).verdicts()) {
            assertThat(verdict.summary()).doesNotContain("the checker itself failed");
            if (verdict.validity() == Validity.INVALID) {
                accusing.add(verdict.checker());
            }
        }
        return accusing;
    }
}
