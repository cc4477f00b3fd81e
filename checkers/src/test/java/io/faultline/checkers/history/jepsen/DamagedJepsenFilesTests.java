package io.faultline.checkers.history.jepsen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.faultline.checkers.history.jepsen.JepsenHistory.Form;
import io.faultline.checkers.history.jepsen.JepsenHistory.Keys;
import io.faultline.checkers.history.json.MalformedHistoryException;
import io.faultline.checkers.kit.Draw;
import io.faultline.checkers.kit.Property;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** However a file is damaged, it is read or refused with its place; nothing else ever happens. */
class DamagedJepsenFilesTests {
    private static final Path FILES = Path.of("src", "test", "histories");

    @Test
    void damagedEdnIsReadOrRefusedWithItsPlace() {
        byte[][] files = files("register-lines.edn", "register-vector.edn", "values.edn", "nemesis.edn");

        Property.holds(
                6_000,
                draw -> isReadOrRefused(
                        damaged(draw, draw.oneOf(files)),
                        Form.EDN,
                        draw.oneOf(Keys.values()),
                        "line \\d+, column \\d+"));
    }

    @Test
    void damagedTextIsReadOrRefusedWithItsPlace() {
        byte[][] files = files("history.txt", "jepsen.log");

        Property.holds(
                3_000,
                draw -> isReadOrRefused(
                        damaged(draw, draw.oneOf(files)), Form.TEXT, draw.oneOf(Keys.values()), "line \\d+"));
    }

    @Test
    void damagedPackingIsReadOrRefusedWithItsPlace() {
        byte[] edn = files("register-lines.edn")[0];

        Property.holds(
                2_000,
                draw -> isReadOrRefused(
                        damaged(draw, Reading.packed(edn)), Form.EDN, Keys.PLAIN, "line \\d+(, column \\d+)?"));
    }

    /** The end of a vector, a map and a bracketed value can't be lost without notice. */
    @Test
    void aVectorThatIsCutAnywhereIsRefused() {
        byte[] whole = files("register-vector.edn")[0];

        for (int length = 0; length < whole.length - 1; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThat(catchThrowable(() -> Reading.read(cut, Form.EDN, Keys.PLAIN)))
                    .as("cut to %s", new String(cut, StandardCharsets.UTF_8))
                    .isInstanceOf(MalformedHistoryException.class);
        }
    }

    private static void isReadOrRefused(byte[] file, Form form, Keys keys, String place) {
        Throwable outcome = catchThrowable(() -> Reading.read(file, form, keys));
        if (outcome != null) {
            assertThat(outcome)
                    .as(new String(file, StandardCharsets.UTF_8))
                    .isInstanceOf(MalformedHistoryException.class);
            assertThat(outcome.getMessage()).matches("h\\.edn, " + place + ": found .*, expected .*");
        }
    }

    private static byte[][] files(String... names) {
        return Arrays.stream(names).map(DamagedJepsenFilesTests::file).toArray(byte[][]::new);
    }

    private static byte[] file(String name) {
        try {
            return Files.readAllBytes(FILES.resolve(name));
        } catch (IOException error) {
            throw new java.io.UncheckedIOException(error);
        }
    }

    private static byte[] damaged(Draw draw, byte[] file) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        for (int hits = draw.between(1, 3); hits > 0 && text.length() > 2; hits--) {
            text = damaged(draw, text);
        }
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String damaged(Draw draw, String text) {
        int at = draw.between(0, text.length() - 2);
        int to = draw.between(at + 1, Math.min(text.length(), at + 40));
        return switch (draw.between(0, 7)) {
            case 0 -> text.substring(0, at);
            case 1 -> text.substring(at);
            case 2 -> text.substring(0, at) + (char) draw.between(0, 255) + text.substring(at + 1);
            case 3 ->
                text.substring(0, at) + (char) (text.charAt(at) ^ 1 << draw.between(0, 7)) + text.substring(at + 1);
            case 4 -> text.substring(0, at) + text.substring(to);
            case 5 -> text.substring(0, to) + text.substring(at);
            case 6 ->
                text.substring(0, at)
                        + draw.oneOf("\"", "{", "}", "[", "]", "(", ")", "#", "#_", ":", "\\", ";", "\t", "\n", "1e999")
                        + text.substring(at);
            default ->
                text.substring(0, at)
                        + draw.oneOf("9", "[", "#_", "#a ", "a/", "\\u12", "\u00c3", "\u00ed\u00a0\u0080")
                                .repeat(draw.oneOf(1, 20, 70, 5_000))
                        + text.substring(at);
        };
    }
}
