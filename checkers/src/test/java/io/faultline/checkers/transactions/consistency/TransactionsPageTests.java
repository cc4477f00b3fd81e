package io.faultline.checkers.transactions.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page on transactions says of anomalies and models what the program goes by. */
class TransactionsPageTests {
    private static final Path PAGE = Path.of("..", "docs", "TRANSACTIONS.md");

    /** The rows of the table with this head, without the line beneath the head. */
    private static List<String> rows(String head) throws IOException {
        List<String> lines = Files.readAllLines(PAGE);
        assertThat(lines).as("tables of %s", PAGE).containsOnlyOnce(head);
        return lines.subList(lines.indexOf(head) + 2, lines.size()).stream()
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }

    @Test
    void itsTableHasEachAnomalyAndWhatItIs() throws IOException {
        List<String> rows = rows("| name | what it is |");

        assertThat(rows)
                .extracting(row -> row.split("`")[1])
                .as("names in %s, in the order of Anomaly", PAGE)
                .containsExactlyElementsOf(words(Arrays.asList(Anomaly.values()), Anomaly::word));
        for (Anomaly anomaly : Anomaly.values()) {
            String cell = "| `" + anomaly.word() + "` | " + anomaly.meaning();
            assertThat(rows.get(anomaly.ordinal()))
                    .as("what %s says of %s: its meaning, and at most what cycle that is", PAGE, anomaly)
                    .satisfiesAnyOf(
                            row -> assertThat(row).isEqualTo(cell + " |"),
                            row -> assertThat(row).startsWith(cell + ": a cycle "));
        }
    }

    @Test
    void itsTableHasEachModelAndWhatItImpliesAndForbids() throws IOException {
        assertThat(rows("| model | implies | forbids besides |"))
                .as("rows of %s, in the order of Consistency", PAGE)
                .containsExactlyElementsOf(words(
                        Arrays.asList(Consistency.values()),
                        model -> ("| `" + model.word() + "` | " + codes(model.implies(), Consistency::word) + " | "
                                        + codes(model.forbids(), Anomaly::word) + " |")
                                .replace("|  |", "| |")));
    }

    private static <T> List<String> words(Collection<T> all, Function<T, String> word) {
        return all.stream().map(word).toList();
    }

    private static <T> String codes(Collection<T> some, Function<T, String> word) {
        return some.stream().map(one -> "`" + word.apply(one) + "`").collect(Collectors.joining(", "));
    }
}
