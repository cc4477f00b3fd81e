package io.faultline.harness.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page compared with one that a person has read.
 *
 * <p>{@code -Dgolden.update=true} writes it anew, to be looked at before it is committed; where {@code CI} is set nobody
 * looks, so there it is refused.
 */
final class ReportGolden {
    private static final Path FOLDER = Path.of("src", "test", "golden", "report");
    private static final String UPDATE = "golden.update";

    private ReportGolden() {}

    static void matches(String name, String text) {
        Path file = FOLDER.resolve(name);
        try {
            if (Boolean.getBoolean(UPDATE)) {
                assertThat(System.getenv("CI"))
                        .as("-D%s=true is refused where CI is set: golden files are read by people", UPDATE)
                        .isNull();
                Files.createDirectories(FOLDER);
                Files.writeString(file, text);
            }
            assertThat(file).as("write it with -D%s=true", UPDATE).exists();
            assertThat(text.lines().toList())
                    .as("%s; if the change is meant, rewrite it with -D%s=true", file, UPDATE)
                    .containsExactlyElementsOf(Files.readString(file).lines().toList());
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }
}
