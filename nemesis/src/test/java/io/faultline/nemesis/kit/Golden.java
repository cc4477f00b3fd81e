package io.faultline.nemesis.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares a text with the file that was agreed upon.
 *
 * <p>{@code -Dgolden.update=true} writes the files anew; refused where {@code CI} is set, for there
 * nobody looks at the difference.
 */
public final class Golden {

    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

    private Golden() {}

    /** Checks the text against the file of that name, or writes it. */
    public static void check(String name, String actual) {
        Path file = FOLDER.resolve(name);
        try {
            if (Boolean.getBoolean("golden.update")) {
                if (System.getenv("CI") != null) {
                    throw new AssertionError("golden.update is refused where CI is set: " + name);
                }
                Files.createDirectories(FOLDER);
                Files.writeString(file, actual, StandardCharsets.UTF_8);
            }
            assertThat(file).as("write it with -Dgolden.update=true").exists();
            String expected = Files.readString(file, StandardCharsets.UTF_8);
            assertThat(actual.lines().toList())
                    .as("%s; if the change is meant, update with -Dgolden.update=true", file)
                    .containsExactlyElementsOf(expected.lines().toList());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
