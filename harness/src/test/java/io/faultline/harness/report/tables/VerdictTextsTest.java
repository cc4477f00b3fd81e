package io.faultline.harness.report.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.Evidence;
import io.faultline.checkers.Judgement;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.history.History;
import io.faultline.harness.report.Records;
import io.faultline.harness.report.page.Card;
import io.faultline.harness.report.page.EvidenceSection;
import io.faultline.harness.report.page.Piece;
import io.faultline.harness.report.words.ConditionText;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTextsTest {
    private static final History HISTORY = Records.twoLeaders().history();
    private static final EventRows ROWS =
            new EventRows(HISTORY, new ConditionText(List.of()), Set.of(7L), Set.of(7L, 9L), Set.of());

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "n2 leads (event 7) in term 7; n2 leads (event [7]) in term 7",
                "term 7 and event 9.; term 7 and event [9].",
                "events 7 to 9: 7 s; events [7] to [9]: 7 s",
                "events 7, 8 and 9 differ; events [7], 8 and [9] differ",
                "see #7 and #71; see [#7] and #71",
                "7 nodes in 9 s, event 7.5 s; 7 nodes in 9 s, event 7.5 s",
                "prevent 7 and event 99999999999999999999; prevent 7 and event 99999999999999999999",
                "nothing; nothing"
            })
    void onlyNumbersThatAreSaidToBeEventsBecomeLinks(String why, String marked) {
        assertThat(VerdictTexts.pieces(why, List.of(7L, 9L), ROWS).stream()
                        .map(piece -> piece.event() == null ? piece.text() : "[" + piece.text() + "]")
                        .collect(Collectors.joining()))
                .isEqualTo(marked);
    }

    @Test
    void aLinkLeadsIntoThePictureOrElseToTheList() {
        List<Piece> pieces = VerdictTexts.pieces("events 7 and 9", List.of(7L, 9L), ROWS);
        assertThat(pieces.get(1).event().href()).isEqualTo("#m7");
        assertThat(pieces.get(3).event().href()).isEqualTo("#e9");
    }

    @Test
    void whatSpeaksAgainstTheSystemComesFirst() {
        assertThat(VerdictTexts.cards(Records.twoLeaders().judgement()))
                .extracting(Card::checker)
                .containsExactly("one-vote", "election-safety", "completeness", "terms-monotone");
    }

    @Test
    void aKnownCheckerIsShownWithItsClaim() {
        assertThat(VerdictTexts.cards(Judgement.of(
                        List.of(Verdict.valid("election-safety", "fine"), Verdict.valid("from-the-future", "fine")))))
                .extracting(Card::claim)
                .containsExactly("at most one leader per term", "");
    }

    @Test
    void evidenceThatTheHistoryDoesNotHaveIsSaidToBeMissing() {
        Verdict verdict = Verdict.invalid(
                "one-vote", "broken", List.of(new Evidence("events 7 and 5000", List.of(7L, 5_000L, -1L))));
        Judgement judgement = Judgement.of(List.of(verdict));

        EvidenceSection section =
                VerdictTexts.sections(judgement, ROWS, HISTORY).get(0);

        assertThat(VerdictTexts.evidence(judgement, HISTORY)).containsExactly(7L);
        assertThat(section.reasons().get(0).events()).hasSize(1);
        assertThat(section.reasons().get(0).omitted()).isEqualTo("2 events it names are not in this history.");
    }

    @Test
    void aCycleIsDrawnBeneathTheProofThatTellsOfIt() {
        Map<String, Object> cycle = Map.of(
                "anomaly",
                "G0",
                "text",
                "T1 < T2 < T1",
                "transactions",
                List.of(party("T1", "append x <1>"), party("T2", "append x 2")),
                "edges",
                List.of(edge("T1", "T2"), edge("T2", "T1")));
        Verdict verdict = Verdict.invalid(
                        "list-append",
                        "broken",
                        List.of(new Evidence("T1 < T2 < T1", List.of()), new Evidence("other", List.of())))
                .measured(Map.of("cycles", List.of(cycle, "nonsense"), "edges", 2L));

        List<EvidenceSection.Reason> reasons = VerdictTexts.sections(Judgement.of(List.of(verdict)), ROWS, HISTORY)
                .get(0)
                .reasons();

        assertThat(reasons.get(0).picture()).startsWith("<svg ").contains("append x &lt;1&gt;", "cycle-1-1-ww");
        assertThat(reasons.get(0).around()).as("nothing is told of it").isEmpty();
        assertThat(reasons.get(1).picture()).isEmpty();
        assertThat(VerdictTexts.cards(Judgement.of(List.of(verdict))).get(0).measures())
                .hasSize(1);
    }

    @Test
    void whatIsAroundACycleIsAPictureOfItsOwn() {
        Map<String, Object> cycle = Map.of(
                "text",
                "so",
                "transactions",
                List.of(party("T1", "append x 1"), party("T2", "append x 2")),
                "edges",
                List.of(edge("T1", "T2"), edge("T2", "T1")),
                "neighbourhood",
                Map.of(
                        "leftOut",
                        7L,
                        "reach",
                        1L,
                        "transactions",
                        List.of(party("N1", "r <x> [1]")),
                        "edges",
                        List.of(edge("T1", "N1"))));
        Verdict verdict = Verdict.invalid("list-append", "broken", List.of(new Evidence("so", List.of())))
                .measured(Map.of("cycles", List.of(cycle)));

        EvidenceSection.Reason reason = VerdictTexts.sections(Judgement.of(List.of(verdict)), ROWS, HISTORY)
                .get(0)
                .reasons()
                .get(0);

        assertThat(reason.picture()).doesNotContain("N1");
        assertThat(reason.around())
                .startsWith("<svg ")
                .contains("cycle-1-1-around-ww", "r &lt;x&gt; [1]", "1 of the 8 other transactions", "1 edge away");
    }

    private static Map<String, Object> party(String name, String content) {
        return Map.of("name", name, "process", 1L, "event", 2L, "content", content);
    }

    private static Map<String, Object> edge(String from, String to) {
        return Map.of("from", from, "to", to, "kind", "ww", "why", "so");
    }
}
