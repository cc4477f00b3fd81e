package io.faultline.checkers.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.Checker;
import io.faultline.checkers.Checkers;
import io.faultline.checkers.Judgement;
import io.faultline.checkers.Validity;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.json.HistoryReader;
import io.faultline.checkers.history.json.HistoryWriter;
import io.faultline.checkers.kit.Draw;
import io.faultline.checkers.kit.Histories;
import io.faultline.checkers.kit.LogStory;
import io.faultline.checkers.kit.Property;
import io.faultline.checkers.kit.RandomReplication;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class AllReplicationCheckersTests {
    private static final List<Checker> ALL = Checkers.replication();

    @Test
    void theyComeInTheOrderOfTheReport() {
        assertThat(ALL)
                .extracting(Checker::name)
                .containsExactly(
                        "log-matching",
                        "leader-append-only",
                        "leader-completeness",
                        "commit-quorum",
                        "commit-monotone",
                        "own-term-commit",
                        "state-machine-safety",
                        "applied-in-order",
                        "durable-log",
                        "one-config-change",
                        "replication-progress");
        assertThat(ALL).extracting(Checker::claim).allMatch(claim -> claim.matches("[a-z].*[a-z]"));
    }

    @Test
    void aHealthyClusterIsValidToAllAndEachSaysWhatItLookedAt() {
        List<String> nodes = List.of("n1", "n2", "n3");
        History history = LogStory.ofThree()
                .leads("n1", 1)
                .appendAll(nodes, 1, "1a", "1b")
                .commitAndApply("n1", 1, 2)
                .commitAndApply("n2", 1, 2)
                .commitAndApply("n3", 1, 2)
                .at(7_000)
                .takeSnapshot("n1", 2)
                .restart("n1")
                .leads("n2", 2)
                .append("n2", 3, "2c")
                .end();
        assertThat(Checkers.run(history, ALL).verdicts())
                .extracting(Verdict::summary)
                .containsExactly(
                        "3 different entries in 4 batches, no two logs contradict",
                        "2 batches of leaders, each behind what was there",
                        "2 leaders, each with what was committed before, of 2 committed entries",
                        "1 commit by leaders, each of what a majority of the voters held",
                        "3 commits of 2 entries, none taken back",
                        "1 commit of leaders, each of an entry of the own term",
                        "2 states of 3 applied batches and of snapshots, no two contradict",
                        "3 applied batches, each behind the one before",
                        "1 restart among 11 events about logs, nothing lost",
                        "no leader changed the configuration, in 11 events about logs",
                        "4 positions of logs reached in time, in 1 calm stretch");
        assertThat(Checkers.run(history, ALL).validity()).isEqualTo(Validity.VALID);
    }

    @Test
    void aHistoryInWhichNobodySpeaksOfLogsIsUnknownToAll() {
        for (History history :
                List.of(History.of(List.of()), LogStory.ofThree().leads("n1", 1).end())) {
            assertThat(Checkers.run(history, ALL).verdicts())
                    .allSatisfy(verdict -> assertThat(verdict.validity()).isEqualTo(Validity.UNKNOWN));
        }
    }

    /** Whatever stands in a history, no checker fails, and what it says is the same when it is asked again. */
    @Test
    void noCheckerFailsOnNonsenseAndEvidenceNamesEventsInOrder() {
        Property.holds(3_000, draw -> {
            History history = Histories.nonsense(draw, 120);
            Judgement judgement = Checkers.run(history, ALL);
            for (Verdict verdict : judgement.verdicts()) {
                assertThat(verdict.summary()).doesNotContain("the checker itself failed");
                assertThat(verdict.evidence()).hasSizeLessThanOrEqualTo(5);
                verdict.evidence()
                        .forEach(evidence -> assertThat(evidence.events())
                                .as(evidence.why())
                                .isNotEmpty()
                                .isSorted()
                                .doesNotHaveDuplicates()
                                .allMatch(index -> index >= 0 && index < history.size()));
            }
            assertThat(Checkers.run(History.of(history.events()), ALL)).isEqualTo(judgement);
        });
    }

    @Test
    void aHistoryReadFromAFileIsJudgedAlike() {
        Property.holds(200, draw -> {
            History history = RandomReplication.of(draw, 120);
            StringBuilder file = new StringBuilder();
            HistoryWriter.write(history, file);
            History back = HistoryReader.read(new StringReader(file.toString()), "test");
            assertThat(back).isEqualTo(history);
            assertThat(Checkers.run(back, ALL)).isEqualTo(Checkers.run(history, ALL));
        });
    }

    /** It takes a fifth of a second; what grows with the square of anything takes minutes. */
    @Test
    void aLongHistoryIsJudgedInNoTime() {
        History history = RandomReplication.of(new Draw(1), 150_000);
        assertThat(history.size()).isGreaterThan(100_000);
        Assertions.assertTimeout(Duration.ofSeconds(10), () -> {
            assertThat(Checkers.run(history, ALL).validity()).isNotEqualTo(Validity.INVALID);
        });
    }
}
