package io.faultline.harness.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A page compared with one that a person has read.
 *
 * <p>{@code -Dgolden.update=true} writes it anew, to be looked at before it is committed; where {@code CI} is set nobody
 * looks, so there it is refused.
 */
final class ReportGolden {
    private static final Path FOLDER = Path.of("src", "test", "golden", "report");
    private static final int LINES_SHOWN = 20;
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
            assertThat(difference(
                            Files.readString(file).lines().toList(),
                            text.lines().toList()))
                    .as("%s; if the change is meant, rewrite it with -D%s=true", file, UPDATE)
                    .isEmpty();
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    /** The lines that are not the same at both ends, as a diff shows them; only the first of many. */
    private static String difference(List<String> agreed, List<String> actual) {
        int shorter = Math.min(agreed.size(), actual.size());
        int head = 0;
        while (head < shorter && agreed.get(head).equals(actual.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head
                && agreed.get(agreed.size() - 1 - tail).equals(actual.get(actual.size() - 1 - tail))) {
            tail++;
        }
        if (head == agreed.size() && head == actual.size()) {
            return "";
        }
        return "@@ line " + (head + 1) + " @@\n"
                + lines("-", agreed.subList(head, agreed.size() - tail))
                + lines("+", actual.subList(head, actual.size() - tail));
    }

    private static String lines(String sign, List<String> lines) {
        return lines.stream().limit(LINES_SHOWN).map(line -> sign + line + "\n").collect(Collectors.joining());
    }
}
