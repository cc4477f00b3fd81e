package io.faultline.checkers.election;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.Validity;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.history.FaultPhase;
import io.faultline.checkers.history.History;
import io.faultline.checkers.kit.Golden;
import io.faultline.checkers.kit.Judged;
import io.faultline.checkers.kit.Story;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompletenessTests {
    private static final Map<String, Object> PARTITION = Map.of("kind", "partition");

    private static Story led() {
        return Story.ofThree().at(500).elect("n1", 1, "n2");
    }

    @Test
    void aHistoryWithoutGapsIsComplete() {
        judge(led().fault(FaultPhase.BEGIN, 1, PARTITION)
                        .at(700)
                        .fault(FaultPhase.END, 1, PARTITION)
                        .end())
                .valid();
    }

    @Test
    void theLastEventsOfAKilledNodeMayBeMissing() {
        judge(led().crash("n2").at(900).restart("n2").end()).valid();
    }

    @Test
    void aLostEventIsDoubt() {
        doubt("lost-event", led().loseOneEvent("n3").enter("n3", 1).end());
    }

    @Test
    void aLostFirstEventIsDoubt() {
        doubt(
                "lost-first-event",
                Story.of("n1", "n2")
                        .loseOneEvent("n2")
                        .start("n1")
                        .elect("n1", 1, "n2")
                        .end());
    }

    @Test
    void aSkippedIncarnationIsDoubt() {
        doubt(
                "skipped-incarnation",
                led().crash("n3").loseOneIncarnation("n3").at(900).restart("n3").end());
    }

    @Test
    void anIncarnationThatSpeaksAfterTheNextBeganIsDoubt() {
        History good = led().at(600).start("n3").enter("n3", 1).end();
        var events = new java.util.ArrayList<>(good.events());
        var last = (io.faultline.checkers.history.NodeEvent) events.get(10);
        events.set(
                10,
                new io.faultline.checkers.history.NodeEvent(
                        10, last.time(), "n3", 1, 2, last.clock(), 1, last.role(), last.fact()));
        doubt("incarnation-goes-back", History.of(events));
    }

    @Test
    void aHistoryThatWasBrokenOffIsDoubt() {
        doubt("broken-off", led().brokenOff());
    }

    @Test
    void aFaultThatNeverTookEffectIsDoubt() {
        doubt(
                "no-effect",
                led().fault(FaultPhase.BEGIN, 4, Map.of("effective", false))
                        .fault(FaultPhase.END, 4, PARTITION)
                        .end());
    }

    @Test
    void aFaultThatTookEffectIsNone() {
        judge(led().fault(FaultPhase.BEGIN, 4, Map.of("effective", true))
                        .fault(FaultPhase.END, 4, PARTITION)
                        .end())
                .valid();
    }

    @Test
    void aFaultThatNeverEndedIsDoubt() {
        doubt("never-ended", led().fault(FaultPhase.BEGIN, 4, PARTITION).end());
    }

    @Test
    void aHistoryInWhichNoNodeStartedIsDoubt() {
        doubt("no-start", Story.of("n1").end());
    }

    @Test
    void aHistoryInWhichNobodyLedIsDoubt() {
        doubt("no-leader", Story.ofThree().end());
    }

    @Test
    void calmLeadershipMeasuresAndNeverJudges() {
        Verdict verdict = Judged.by(
                        "calm-leadership",
                        led().follow("n1", "n2", "n3")
                                .at(9_000)
                                .preCandidate("n2")
                                .elect("n2", 2, "n3")
                                .at(60_000)
                                .end())
                .verdict();
        assertThat(verdict.validity()).isEqualTo(Validity.VALID);
        assertThat(verdict.measures())
                .containsEntry("calmTime", 54_000_000_000L)
                .containsEntry("leaderChangesInCalm", 1L)
                .containsEntry("candidaciesInCalm", 1L)
                .containsEntry("preCandidaciesInCalm", 1L)
                .containsEntry("leaders", 2L)
                .containsEntry("highestTerm", 2L)
                .containsEntry("termsWithoutLeader", 0L)
                .containsEntry("termsPerMinute", 2.0);
        assertThat(List.copyOf(verdict.measures().keySet())).startsWith("calmTime", "leaderChangesInCalm");
    }

    private static Judged judge(History history) {
        return Judged.by("completeness", history);
    }

    private static void doubt(String golden, History history) {
        Judged judged = judge(history);
        assertThat(judged.verdict().validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(judged.verdict().evidence()).hasSize(1);
        Golden.matches("evidence/completeness-" + golden + ".txt", judged.text());
    }
}
