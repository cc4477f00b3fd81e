package io.faultline.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps the sources readable by rules a compiler does not know: short files, no loose ends, packages that say what they are. */
class TidyTest {
    private static final int LINES_MAX_MAIN = 500;
    private static final int LINES_MAX_TEST = 700;

    /** Written with classes of one letter, so that this file does not find itself. */
    private static final Pattern LEFTOVER = Pattern.compile("\\b(TO[D]O|FIX[M]E|XX[X])\\b");

    private static final Path ROOT = root();

    @Test
    void noFileIsTooLongToRead() {
        List<String> tooLong = new ArrayList<>();
        for (Path source : sources("java")) {
            int max = isTest(source) ? LINES_MAX_TEST : LINES_MAX_MAIN;
            int lines = lines(source).size();
            if (lines > max) {
                tooLong.add(source + ": " + lines + " lines, " + max + " allowed");
            }
        }
        assertThat(tooLong).as("files to cut by role").isEmpty();
    }

    @Test
    void noMarkerIsLeftOver() {
        List<String> markers = new ArrayList<>();
        for (Path source : sources("java", "jte", "js", "css", "xml", "yml")) {
            List<String> lines = lines(source);
            for (int i = 0; i < lines.size(); i++) {
                if (LEFTOVER.matcher(lines.get(i)).find()) {
                    markers.add(source + ":" + (i + 1) + ": " + lines.get(i).strip());
                }
            }
        }
        assertThat(markers).as("open an issue instead").isEmpty();
    }

    @Test
    void everyMainPackageSaysWhatItIs() {
        TreeSet<Path> silent = new TreeSet<>();
        for (Path source : sources("java")) {
            Path folder = source.getParent();
            if (!isTest(source) && !Files.exists(ROOT.resolve(folder).resolve("package-info.java"))) {
                silent.add(folder);
            }
        }
        assertThat(silent).as("packages without a package-info.java").isEmpty();
    }

    /** All sources of all modules with one of these extensions, relative to the root, in a stable order. */
    private static List<Path> sources(String... extensions) {
        List<Path> found = new ArrayList<>();
        for (String module : List.of("node", "checkers", "nemesis", "harness")) {
            Path src = ROOT.resolve(module).resolve("src");
            if (Files.isDirectory(src)) {
                try (Stream<Path> walk = Files.walk(src)) {
                    walk.filter(file -> List.of(extensions).contains(extension(file)) && Files.isRegularFile(file))
                            .map(ROOT::relativize)
                            .sorted()
                            .forEach(found::add);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        assertThat(found).as("sources below " + ROOT).isNotEmpty();
        return found;
    }

    private static List<String> lines(Path source) {
        try {
            return Files.readAllLines(ROOT.resolve(source));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + source + " as UTF-8 text", e);
        }
    }

    private static boolean isTest(Path source) {
        return source.subpath(1, 3).equals(Path.of("src", "test"));
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** Maven starts tests in the module, an editor often in the root. */
    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(folder.resolve("harness/pom.xml"))) {
            folder = folder.getParent();
            assertThat(folder).as("a folder above with harness/pom.xml in it").isNotNull();
        }
        return folder;
    }
}
