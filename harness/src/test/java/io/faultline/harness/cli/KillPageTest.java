package io.faultline.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.harness.mutants.Kill;
import io.faultline.harness.mutants.KillRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KillPageTest {
    private static final String BEGIN = "<!-- faultline mutants --cluster sim: begin -->";
    private static final String END = "<!-- faultline mutants --cluster sim: end -->";
    private static final String CPU = "CPU s";

    @TempDir
    private Path temp;

    @Test
    void rowsStandBetweenTheMarksMutantsAndControlsApartAndAllElseStaysAsItWas() throws IOException {
        KillPage page = page("before\n" + BEGIN + "\nwhat was there\n" + END + "\nafter\n", "0123456789abcdef");

        page.put(mutant("E01", 2), CPU, false);
        page.put(control("K1", List.of()), CPU, false);

        assertThat(Files.readString(file())).isEqualTo("before\n" + BEGIN + """


                | mutant | killed | schedules | trials: median | p90 | CPU s: median | p90 | by (campaigns) | at commit |
                | --- | --- | --- | --: | --: | --: | --: | --- | --- |
                | E01 | 2 of 2 | drawn | 3 | 4 | 0.30 | 0.40 | one-vote (2), a (1), b (1), c (1), … | 0123456 |

                | control | accused | schedules | trials | unknown | CPU s | at commit |
                | --- | --- | --- | --: | --: | --: | --- |
                | K1 | never | drawn | 500 | 2 | 1.5 | 0123456 |

                """ + END + "\nafter\n");
    }

    @Test
    void aRowThatIsMeasuredAgainTakesThePlaceOfTheOlderOneAndOthersStayWithTheirCommit() throws IOException {
        KillPage first = page(BEGIN + "\n" + END, "aaaaaaaaaa");
        first.put(mutant("M04", 2), CPU, true);
        first.put(mutant("E01", 2), CPU, false);
        KillPage later = new KillPage(file(), "sim", "bbbbbbbbbb-dirty");

        later.put(mutant("E01", 3), CPU, false);

        assertThat(rows())
                .containsExactly(
                        "| E01 | 2 of 3 | drawn | 3 | 4 | 0.30 | 0.40 | one-vote (2), a (1), b (1), c (1), … |"
                                + " bbbbbbb-dirty |",
                        "| M04 | 2 of 2 | guided | 3 | 4 | 0.30 | 0.40 | one-vote (2), a (1), b (1), c (1), … |"
                                + " aaaaaaa |");
    }

    @Test
    void rowsOfVariantsThatAreNoMoreGo() throws IOException {
        KillPage page = page(BEGIN + "\n| E99 | 1 of 1 |\n| K1 | never | drawn |\n" + END, "aaaaaaa");

        page.put(mutant("E01", 2), CPU, false);

        assertThat(rows()).hasSize(2).noneMatch(row -> row.contains("E99"));
    }

    @Test
    void aMendedTwinStandsBehindTheControls() throws IOException {
        KillPage page = page(BEGIN + "\n" + END, "aaaaaaa");

        page.put(control("C03-mended", List.of()), CPU, true);
        page.put(control("K1", List.of(kill(1, List.of("progress")))), CPU, false);

        assertThat(rows())
                .containsExactly(
                        "| K1 | in 1, by progress (1) | drawn | 500 | 2 | 1.5 | aaaaaaa |",
                        "| C03-mended | never | guided | 500 | 2 | 1.5 | aaaaaaa |");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", BEGIN, END, END + BEGIN, BEGIN + BEGIN + END, BEGIN + END + END})
    void aPageThatLacksTheMarksOrHasThemTwiceIsRefusedAndStaysAsItIs(String text) throws IOException {
        KillPage page = page(text, "aaaaaaa");

        assertThatThrownBy(page::check)
                .isInstanceOf(BadArgument.class)
                .hasMessageContainingAll(file().toString(), BEGIN, END);
        assertThatThrownBy(() -> page.put(mutant("E01", 2), CPU, false)).isInstanceOf(BadArgument.class);
        assertThat(file()).hasContent(text);
    }

    @Test
    void theCommandRefusesAPageThatIsNotThereBeforeItMeasuresAnything() {
        Shell.Answer answer = new Shell(temp).run("mutants", "--only", "E13", "--markdown", "~/none.md");

        assertThat(answer.exit()).isEqualTo(254);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).startsWith("faultline: --markdown: there is no file ~/none.md; ");
    }

    @Test
    void theCommandWritesWhatItMeasuredIntoThePage() throws IOException {
        Files.writeString(file(), BEGIN + "\n" + END + "\n");

        Shell.Answer answer = new Shell(temp)
                .run("mutants", "--only", "E13,K1", "--campaigns", "1", "--trials", "3", "--markdown", "~/page.md");

        assertThat(answer.exit()).as(answer.err()).isZero();
        assertThat(rows()).hasSize(2);
        assertThat(rows().get(0))
                .startsWith("| E13 | 1 of 1 | drawn | 1 | 1 | ")
                .contains("leader-votes (1)");
        assertThat(rows().get(1)).startsWith("| K1 | never | drawn | 3 | 0 | ");
    }

    private Path file() {
        return temp.resolve("page.md");
    }

    private KillPage page(String text, String commit) throws IOException {
        Files.writeString(file(), text);
        return new KillPage(file(), "sim", commit);
    }

    private List<String> rows() throws IOException {
        try (Stream<String> lines = Files.lines(file())) {
            return lines.filter(line -> line.matches("\\| [A-Z]\\d.*")).toList();
        }
    }

    private static KillRow mutant(String id, int campaigns) {
        List<Kill> kills = List.of(kill(3, List.of("one-vote", "a", "b")), kill(4, List.of("one-vote", "c", "d")));
        return new KillRow(id, "something", true, campaigns, kills, 7, 0, 0.7);
    }

    private static KillRow control(String id, List<Kill> accusations) {
        return new KillRow(id, "something", false, 1, accusations, 500, 2, 1.5);
    }

    private static Kill kill(int trials, List<String> checkers) {
        return new Kill(1, trials, trials / 10.0, checkers, 5);
    }
}
