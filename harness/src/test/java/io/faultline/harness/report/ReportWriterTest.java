package io.faultline.harness.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.Judgement;
import io.faultline.checkers.history.History;
import io.faultline.harness.store.TrialRecord;
import io.faultline.harness.trial.Scenario;
import io.faultline.harness.trial.TrialResult;
import io.faultline.harness.trial.TrialRunner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as text: what it says, that it is always the same, and that nothing of a run is ever more than text in it. */
class ReportWriterTest {
    private static final int MEGABYTE = 1 << 20;

    private final ReportWriter writer = new ReportWriter();

    @Test
    void aHistoryWithTwoLeadersLooksAsAgreed() {
        ReportGolden.matches("two-leaders.html", plain(writer.render(Records.twoLeaders())));
    }

    @Test
    void aReadThatMissesAWriteLooksAsAgreed() {
        ReportGolden.matches("stale-read.html", plain(writer.render(Records.staleRead())));
    }

    private static String plain(String page) {
        return page.replaceFirst("(?s)<style>.*?</style>", "<style>(report.css)</style>")
                .replaceFirst("(?s)<script>.*?</script>", "<script>(report.js)</script>")
                .replaceAll("sha256-[\\w+/=]+", "sha256-(digest)");
    }

    @Test
    void equalRecordsGiveTheSameBytes() {
        assertThat(writer.render(Records.twoLeaders())).isEqualTo(new ReportWriter().render(Records.twoLeaders()));
        assertThat(writer.render(SyntheticTrial.of(7, 5_000))).isEqualTo(writer.render(SyntheticTrial.of(7, 5_000)));
    }

    @Test
    void theFileHoldsThePageAsUtf8(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("report.html");
        Files.writeString(file, "something older and longer".repeat(100_000));

        writer.write(Records.twoLeaders(), file);

        assertThat(Files.readString(file, StandardCharsets.UTF_8)).isEqualTo(writer.render(Records.twoLeaders()));
    }

    @Test
    void nothingIsLoadedFromAnywhere() {
        String page = withoutAssets(writer.render(Records.twoLeaders()));
        assertThat(all(page, "(default-src &#39;none&#39;;)")).hasSize(1);
        assertThat(all(page, "((?:src|action|data)=\"|href=\"[^#])")).isEmpty();
        assertThat(Inlined.ASSETS.policy()).doesNotContain("unsafe", "http", "*");
        assertThat(all(Inlined.ASSETS.style(), "(@import|url\\((?!\"#))")).isEmpty();
        assertThat(all(Inlined.ASSETS.script(), "(fetch\\(|innerHTML|XMLHttp|import\\(|eval\\()"))
                .isEmpty();
    }

    @Test
    void hostileTextsStayTexts() {
        String page = withoutAssets(writer.render(HostileTrial.record()));
        assertThat(all(page, "(?i)(<(?:img|iframe|base|embed|object|form|animate|set|foreignobject)\\b)"))
                .isEmpty();
        assertThat(all(page, "<[a-zA-Z](?:[^>\"]*+\"[^\"]*+\")*+[^>\"]*(\\son\\w+=)"))
                .isEmpty();
        assertThat(all(page, "(<!--|[\u2028\u2029\u202e\u0000])")).isEmpty();
        assertThat(all(page, "(</?(?:script|style)\\b)")).containsExactly("<style", "</style", "<script", "</script");
        byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
        assertThat(new String(bytes, StandardCharsets.UTF_8).equals(page))
                .as("no half surrogate pair is left")
                .isTrue();
        assertThat(all(page, "(&lt;script&gt;window.pwned=1&lt;/script&gt;|⟨U\\+202[8E]⟩|␀|⟨U\\+D83D⟩)").stream()
                        .distinct())
                .containsExactlyInAnyOrder(
                        "&lt;script&gt;window.pwned=1&lt;/script&gt;", "⟨U+2028⟩", "⟨U+202E⟩", "␀", "⟨U+D83D⟩");
    }

    @Test
    void noIdStandsTwiceAndEveryLinkLeadsSomewhere() {
        for (TrialRecord record : List.of(
                Records.twoLeaders(),
                Records.staleRead(),
                HostileTrial.record(),
                SyntheticTrial.of(3, 20_000),
                simulated("E13", 1))) {
            String page = withoutAssets(writer.render(record));
            List<String> ids = all(page, " id=\"([^\"]+)\"");
            assertThat(ids).doesNotHaveDuplicates();
            assertThat(new TreeSet<>(ids)).containsAll(all(page, " href=\"#([^\"]+)\""));
        }
    }

    @Test
    void noHistoryIsTooStrangeForAPage() {
        for (long seed = 0; seed < 500; seed++) {
            String page = withoutAssets(writer.render(NonsenseTrial.of(seed)));
            List<String> ids = all(page, " id=\"([^\"]+)\"");
            assertThat(ids).as("ids with seed %d", seed).doesNotHaveDuplicates();
            assertThat(new TreeSet<>(ids))
                    .as("targets of links with seed %d", seed)
                    .containsAll(all(page, " href=\"#([^\"]+)\""));
        }
    }

    @Test
    void anEmptyHistoryHasAPageToo() {
        TrialRecord record = Records.of(History.of(List.of()), Judgement.of(List.of()));
        assertThat(writer.render(record))
                .contains(
                        "No checker judged this trial.", "Nobody stood for election.", "All 0 events of the history.");
    }

    @Test
    void thePageNamesWhatItLeavesOut() {
        String page = writer.render(SyntheticTrial.of(1, 100_000));
        for (String said : List.of(
                "1200 of 100",
                "events are left out here",
                "stretches of roles are drawn as",
                "votes, victories, starts and stops are drawn",
                "changes of term have their number",
                "faults are drawn, those near evidence",
                "terms are shown, those with a leader first")) {
            assertThat(page.contains(said)).as(said).isTrue();
        }
        assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThan(2 * MEGABYTE);
    }

    @Test
    void evidenceIsListedAndDrawnHoweverLongTheHistory() {
        TrialRecord record = SyntheticTrial.of(2, 60_000);
        String page = writer.render(record);
        for (long index : record.judgement().verdicts().get(0).evidence().get(0).events()) {
            for (String element : List.of(
                    "<g id=\"m" + index + "\" class=\"flag\"",
                    "<tr id=\"e" + index + "\" class=\"proof-row\">",
                    "<tr id=\"e" + (index - 5) + "\"")) {
                assertThat(page.contains(element)).as(element).isTrue();
            }
        }
    }

    static TrialRecord simulated(String variant, long seed) {
        TrialResult result = TrialRunner.simulated().run(Scenario.election().withVariant(variant), seed);
        return new TrialRecord(Records.info(), result.schedule(), result.history(), result.judgement());
    }

    private static String withoutAssets(String page) {
        return page.replace(Inlined.ASSETS.style(), "").replace(Inlined.ASSETS.script(), "");
    }

    private static List<String> all(String page, String pattern) {
        return Pattern.compile(pattern)
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
