package io.faultline.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Text that people read, compared with a file that people have read.
 *
 * <p>{@code -Dgolden.update=true} writes the files anew, for a person to look at the difference before committing it; a
 * build server (environment variable {@code CI}) must not.
 */
final class Golden {
    private static final Path FOLDER = Path.of("src", "test", "golden", "cli");
    private static final String UPDATE = "golden.update";

    private Golden() {}

    /** The text equals the golden file of this name. */
    static void matches(String name, String text) {
        matches(FOLDER.resolve(name), text);
    }

    /** The text equals this file. */
    static void matches(Path file, String text) {
        try {
            if (Boolean.getBoolean(UPDATE)) {
                update(file, text);
            }
            assertThat(Files.exists(file) ? Files.readString(file) : "(no such file)")
                    .as("%s; if the new text is right, rewrite it with: mvn test -D%s=true", file, UPDATE)
                    .isEqualTo(text);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    private static void update(Path file, String text) throws IOException {
        if (System.getenv("CI") != null) {
            throw new AssertionError("-D" + UPDATE + "=true is refused where CI is set: people read golden files");
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
