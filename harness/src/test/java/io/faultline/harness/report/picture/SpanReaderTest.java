package io.faultline.harness.report.picture;

import static io.faultline.harness.report.Story.MS;
import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.harness.report.Story;
import io.faultline.harness.report.words.ConditionText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpanReaderTest {
    private static final ConditionText WORDS = new ConditionText(List.of("n1", "n2", "n3"));

    private final Story story = new Story("n1", "n2", "n3");

    @Test
    void onlyWhatWasEverAmissHasSpans() {
        story.at(10).down("n1").at(20).down("n1", "n2").at(30).down().at(90).phase("end");

        assertThat(SpanReader.conditions(story.told(), WORDS))
                .isEqualTo(Map.of(
                        "down", List.of(new Span(10 * MS, 20 * MS, "n1", 0), new Span(20 * MS, 30 * MS, "n1 n2", 1))));
    }

    @Test
    void aSpanGoesOnWhileSomethingElseChanges() {
        story.at(10).cut("n1→n2", "n2→n1", "n1→n3", "n3→n1");
        story.at(20).cut("n1→n2", "n2→n1", "n1→n3", "n3→n1");
        story.at(50).phase("end");

        assertThat(SpanReader.conditions(story.told(), WORDS))
                .isEqualTo(Map.of("cut", List.of(new Span(10 * MS, 50 * MS, "n1 | n2 n3", 0))));
    }

    @Test
    void phasesEndWhereTheNextBegins() {
        story.at(0).phase("safety").at(40).phase("recovery").at(60).phase("end");

        assertThat(SpanReader.phases(story.told()))
                .containsExactly(new Span(0, 40 * MS, "safety", 0), new Span(40 * MS, 60 * MS, "recovery", 1));
    }

    @Test
    void theLastPhaseOfATornHistoryLastsToItsEnd() {
        story.at(0).phase("safety").at(40).down("n1");

        assertThat(SpanReader.phases(story.told())).containsExactly(new Span(0, 40 * MS, "safety", 0));
    }
}
