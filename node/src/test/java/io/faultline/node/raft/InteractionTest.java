package io.faultline.node.raft;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.node.testing.Interaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: to read what nodes say to each other, and to see any change of it.
 *
 * <p>Method: each file holds commands, a line {@code ----} after each, and what the nodes did. To write the files
 * anew: {@code mvn -pl node test -Dtest=InteractionTest -Dgolden.update=true}. Commit a change of them only when you
 * can say why it is right.
 */
class InteractionTest {
    private static final Path FOLDER = Path.of("src/test/resources/interaction");

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void theNodesDoWhatTheFileSays(Path file) throws IOException {
        String expected = Files.readString(file);
        String actual = Interaction.replay(expected);
        if (Boolean.getBoolean("golden.update")) {
            assertThat(System.getenv("CI"))
                    .as("golden files are not written anew by a CI job")
                    .isNull();
            Files.writeString(file, actual);
        } else {
            assertThat(firstDifference(expected, actual))
                    .as(
                            "%s; if the change is right: mvn -pl node test -Dtest=InteractionTest -Dgolden.update=true",
                            file)
                    .isEmpty();
            assertThat(actual).isEqualTo(expected);
        }
    }

    @Test
    void thereAreFiles() throws IOException {
        assertThat(files()).hasSizeGreaterThanOrEqualTo(8);
    }

    /** The first lines that differ, with the one before them. */
    private static String firstDifference(String expected, String actual) {
        List<String> was = expected.lines().toList();
        List<String> is = actual.lines().toList();
        for (int i = 0; i < Math.max(was.size(), is.size()); i++) {
            String wasLine = i < was.size() ? was.get(i) : "(the end)";
            String isLine = i < is.size() ? is.get(i) : "(the end)";
            if (!wasLine.equals(isLine)) {
                String before = i == 0 ? "" : "  " + was.get(i - 1) + "\n";
                return "line " + (i + 1) + ":\n" + before + "- " + wasLine + "\n+ " + isLine;
            }
        }
        return "";
    }
}
