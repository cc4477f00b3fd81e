package io.faultline.checkers.election;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.Checker;
import io.faultline.checkers.Checkers;
import io.faultline.checkers.ElectionOptions;
import io.faultline.checkers.Judgement;
import io.faultline.checkers.Validity;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.json.HistoryReader;
import io.faultline.checkers.history.json.HistoryWriter;
import io.faultline.checkers.kit.Histories;
import io.faultline.checkers.kit.Property;
import io.faultline.checkers.kit.Story;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class AllCheckersTests {
    private static final List<Checker> ALL = Checkers.election(ElectionOptions.DEFAULT);

    @Test
    void aHealthyElectionIsValidToAll() {
        History history = Story.ofThree()
                .draw("n1", 450)
                .draw("n2", 520)
                .draw("n3", 590)
                .at(450)
                .preCandidate("n1")
                .at(455)
                .elect("n1", 1, "n2")
                .follow("n1", "n2", "n3")
                .at(20_000)
                .end();
        Judgement judgement = Checkers.run(history, ALL);
        assertThat(judgement.verdicts())
                .allSatisfy(verdict ->
                        assertThat(verdict.validity()).as(verdict.toString()).isEqualTo(Validity.VALID));
        assertThat(judgement.validity()).isEqualTo(Validity.VALID);
    }

    @Test
    void aHistoryWithoutEventsIsUnknown() {
        Judgement judgement = Checkers.run(History.of(List.of()), ALL);
        assertThat(judgement.validity()).isEqualTo(Validity.UNKNOWN);
    }

    @Test
    void namesAreUniqueAndClaimsAreClauses() {
        assertThat(ALL).extracting(Checker::name).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z-]+"));
        assertThat(ALL).extracting(Checker::claim).allMatch(claim -> claim.matches("[a-z].*[a-z]"));
    }

    /** Whatever stands in a history, no checker fails, and what it says is the same when it is asked again. */
    @Test
    void noCheckerFailsOnNonsense() {
        List<Checker> deafToo = Checkers.election(new ElectionOptions(1_000_000_000, true));
        Property.holds(3_000, draw -> {
            History history = Histories.nonsense(draw, 120);
            History copy = History.of(history.events());
            for (List<Checker> checkers : List.of(ALL, deafToo)) {
                Judgement judgement = Checkers.run(history, checkers);
                assertThat(judgement.verdicts())
                        .extracting(Verdict::summary)
                        .noneMatch(summary -> summary.contains("the checker itself failed"));
                assertThat(Checkers.run(copy, checkers)).isEqualTo(judgement);
            }
        });
    }

    @Test
    void evidenceNamesEventsOfTheHistoryInOrder() {
        Property.holds(1_000, draw -> {
            History history = Histories.nonsense(draw, 120);
            for (Verdict verdict : Checkers.run(history, ALL).verdicts()) {
                assertThat(verdict.evidence()).hasSizeLessThanOrEqualTo(5);
                verdict.evidence()
                        .forEach(evidence -> assertThat(evidence.events())
                                .as(evidence.why())
                                .isSorted()
                                .doesNotHaveDuplicates()
                                .allMatch(index -> index >= 0 && index < history.size()));
            }
        });
    }

    @Test
    void aHistoryReadFromAFileIsJudgedAlike() {
        Property.holds(200, draw -> {
            History history = Histories.nonsense(draw, 120);
            StringBuilder file = new StringBuilder();
            HistoryWriter.write(history, file);
            History back = HistoryReader.read(new StringReader(file.toString()), "test");
            assertThat(Checkers.run(back, ALL)).isEqualTo(Checkers.run(history, ALL));
        });
    }
}
