package io.faultline.checkers.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.Checkers;
import io.faultline.checkers.Validity;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.history.History;
import io.faultline.checkers.kit.Property;
import io.faultline.checkers.kit.RandomReplication;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A cluster that replicates by the rules is never accused, whatever befalls it. */
class RandomReplicationTests {

    @Test
    void aCorrectClusterIsNeverAccused() {
        TreeMap<String, Integer> valid = new TreeMap<>();
        Property.holds(4_000, draw -> {
            History history = RandomReplication.of(draw, draw.between(20, draw.onceIn(20) ? 3_000 : 250));
            for (Verdict verdict : Checkers.run(history, Checkers.replication()).verdicts()) {
                assertThat(verdict.validity()).as(verdict.toString()).isNotEqualTo(Validity.INVALID);
                assertThat(verdict.summary()).doesNotContain("the checker itself failed");
                valid.merge(verdict.checker(), verdict.validity() == Validity.VALID ? 1 : 0, Integer::sum);
            }
        });
        // Nothing here lasts as long as a majority is given to get on.
        valid.remove("replication-progress");
        if (Property.triesAllSeeds()) {
            assertThat(valid)
                    .hasSize(10)
                    .allSatisfy(
                            (checker, count) -> assertThat(count).as(checker).isGreaterThan(2_500));
        }
    }
}
