package io.faultline.checkers.history.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.checkers.Evidence;
import io.faultline.checkers.Judgement;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.kit.Golden;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerdictFileTests {
    private static final Judgement JUDGEMENT = Judgement.of(List.of(
            Verdict.valid("one-vote", "every node gave at most one vote per term"),
            Verdict.invalid(
                    "election-safety",
                    "two leaders in one term",
                    List.of(new Evidence("n1 and n4 both lead term 3", List.of(12L, 31L)))),
            Verdict.unknown("completeness", "the history has a gap").measured(Map.of("gaps", 1))));

    @TempDir
    Path folder;

    @Test
    void verdictsStandOnALineEach() {
        Golden.matches("verdicts.json", VerdictWriter.text(JUDGEMENT));
    }

    @Test
    void verdictsAreReadBackEqual() throws IOException {
        Path file = folder.resolve("verdicts.json");
        VerdictWriter.write(JUDGEMENT, file);
        assertThat(VerdictReader.read(file)).isEqualTo(JUDGEMENT);
    }

    @Test
    void aFileThatCallsItselfBetterThanItsWorstVerdictIsRefused() {
        String text = VerdictWriter.text(JUDGEMENT).replaceFirst("\"invalid\"", "\"valid\"");
        assertThatThrownBy(() -> VerdictReader.parse(text, "v.json"))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessage("v.json, line 1: found \"valid\" in the field \"validity\", "
                        + "expected invalid, the worst verdict");
    }

    @Test
    void aMissingFieldIsRefused() {
        assertThatThrownBy(() -> VerdictReader.parse("{\"validity\":\"valid\"}", "v.json"))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessage("v.json, line 1: found no field \"verdicts\", expected a list in it");
    }
}
