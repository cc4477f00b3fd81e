package io.faultline.checkers.linearizability.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.Validity;
import io.faultline.checkers.linearizability.Budget;
import io.faultline.checkers.linearizability.Calls;
import io.faultline.checkers.linearizability.Linearizability;
import io.faultline.checkers.linearizability.LinearizabilityOptions;
import io.faultline.checkers.linearizability.Outcome;
import io.faultline.checkers.linearizability.kit.Picture;
import io.faultline.checkers.linearizability.model.Models;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What the page on linearizability shows is what there is.
 *
 * <p>{@code -Dgolden.update=true} writes the page's model, table and pictures anew.
 */
class LinearizabilityPageTests {
    private static final Path PAGE = Path.of("..", "docs", "LINEARIZABILITY.md");
    private static final Path HERE = Path.of("src", "test");

    /** What stands between the marks of that name, without the lines of the marks. */
    private static void holds(String mark, String text) throws IOException {
        String page = Files.readString(PAGE);
        String begin = "<!-- " + mark + " -->\n";
        String end = "<!-- end of " + mark + " -->";
        assertThat(page).contains(begin, end);
        int from = page.indexOf(begin) + begin.length();
        int to = page.indexOf(end);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, page.substring(0, from) + text + page.substring(to));
            return;
        }
        assertThat(page.substring(from, to))
                .as("%s of %s; if it is to change, rewrite it with -Dgolden.update=true", mark, PAGE)
                .isEqualTo(text);
    }

    @Test
    void itsOwnModelIsTheOneThatIsCompiled() throws IOException {
        String source =
                Files.readString(HERE.resolve("java/io/faultline/checkers/linearizability/docs/MaxRegister.java"));
        holds("model", "```java\n" + source.substring(source.indexOf("record")) + "```\n");
    }

    @Test
    void itsTableNamesAllModels() throws IOException {
        String rows = Models.all().stream()
                .map(entry -> "| `" + entry.name() + "` | " + entry.says() + " | " + entry.initial() + " |\n")
                .collect(Collectors.joining());
        holds("models", "| model | what it is | it begins with |\n| --- | --- | --- |\n" + rows);
    }

    @Test
    void itsPicturesAreTheCorpus() throws IOException {
        holds("corpus", "```\n" + Files.readString(HERE.resolve("resources/linearizability/corpus.txt")) + "```\n");
    }

    @Test
    void itsOwnModelIsCheckedLikeOneOfOurs() {
        Outcome good = check("process 0  |-write 5-| |-write 3-| |-read -> 5-|");
        Outcome bad = check("process 0  |-write 5-| |-write 3-| |-read -> 3-|");

        assertThat(good.validity()).isEqualTo(Validity.VALID);
        assertThat(bad.validity()).isEqualTo(Validity.INVALID);
        assertThat(bad.counterexamples().get(0).text()).contains("by then the state can only be 5");
    }

    private static Outcome check(String picture) {
        return Linearizability.check(
                new MaxRegister(),
                Calls.of(Picture.calls(picture)),
                LinearizabilityOptions.within(Budget.timeless(Budget.BYTES)));
    }
}
