package io.faultline.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two histories are the same, or there is a first line where they part. */
class ComparisonTest {
    private static final String FAULT = "{\"type\":\"fault\",\"id\":%d}\n";

    @TempDir
    private Path temp;

    @Test
    void equalFilesAreIdentical() throws IOException {
        assertThat(compare("a\nb\n", "a\nb\n", true)).isEqualTo(new Comparison(2, 0, null, null));
        assertThat(compare("", "", true).identical()).isTrue();
    }

    @Test
    void theFirstLineThatDiffersIsNamedFromBothSides() throws IOException {
        assertThat(compare("a\nb\nc\n", "a\nB\nC\n", true)).isEqualTo(new Comparison(1, 2, "b", "B"));
    }

    @Test
    void aFileThatEndsBeforeDiffersThere() throws IOException {
        assertThat(compare("a\n", "a\nb\n", true))
                .isEqualTo(new Comparison(1, 2, "(no such line: the file ends before)", "b"));
        assertThat(compare("a\nb\n", "a\n", true).now()).isEqualTo("(no such line: the file ends before)");
    }

    @Test
    void anEndOfLineIsAByteLikeAnyOther() throws IOException {
        assertThat(compare("a\r\n", "a\n", true).identical()).isFalse();
        assertThat(compare("a", "a\n", true).identical()).isFalse();
    }

    @Test
    void linesThatBothTellOfFaultsMayDifferWhereThatIsMeant() throws IOException {
        String one = "a\n" + FAULT.formatted(1) + "b\n";
        String two = "a\n" + FAULT.formatted(2) + "b\n";

        assertThat(compare(one, two, false)).isEqualTo(new Comparison(3, 0, null, null));
        assertThat(compare(one, two, true).line()).isEqualTo(2);
        assertThat(compare(one, "a\nx\nb\n", false).line()).isEqualTo(2);
    }

    private Comparison compare(String older, String newer, boolean whole) throws IOException {
        return Comparison.of(
                Files.writeString(temp.resolve("older"), older),
                Files.writeString(temp.resolve("newer"), newer),
                whole);
    }
}
