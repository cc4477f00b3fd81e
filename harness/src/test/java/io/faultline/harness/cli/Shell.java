package io.faultline.harness.cli;

import io.faultline.harness.store.StoredTrials;
import io.faultline.harness.store.TrialReport;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.LongSupplier;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the command line in this process, as a shell would, and keeps what it says. */
final class Shell {
    private final Path folder;
    private Map<String, String> environment = Map.of();
    private boolean colour;
    private LongSupplier freshSeed = () -> 42;
    private TrialReport report = (record, file) -> Files.writeString(file, "the page of a trial\n");
    private final Interruption interruption = new Interruption();

    /** A shell that writes the folder's path as {@code .} wherever it is printed. */
    Shell(Path folder) {
        this.folder = folder;
    }

    Shell withEnvironment(Map<String, String> variables) {
        environment = variables;
        return this;
    }

    Shell withColour() {
        colour = true;
        return this;
    }

    Shell withFreshSeed(LongSupplier seeds) {
        freshSeed = seeds;
        return this;
    }

    Shell withReport(TrialReport other) {
        report = other;
        return this;
    }

    /** From now on every trial is interrupted at its first step. */
    Shell interrupted() {
        interruption.request();
        return this;
    }

    /** Runs one command; a {@code ~} in an argument stands for the folder. */
    Answer run(String... args) {
        String[] words = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            words[i] = args[i].replace("~", folder.toString());
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = Faultline.commandLine(console(out, err)).execute(words);
        return new Answer(exit, text(out), text(err));
    }

    /** Every command there is, by name. */
    Map<String, CommandLine> commands() {
        ByteArrayOutputStream nowhere = new ByteArrayOutputStream();
        return Faultline.commandLine(console(nowhere, nowhere)).getSubcommands();
    }

    private Console console(ByteArrayOutputStream out, ByteArrayOutputStream err) {
        return new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                colour,
                false,
                environment,
                Clock.fixed(StoredTrials.BEGAN.toInstant(), StoredTrials.BEGAN.getZone()),
                freshSeed,
                interruption,
                report);
    }

    private String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace(folder.toString(), "~");
    }

    /**
     * What a command answered.
     *
     * @param exit its exit code
     * @param out standard output
     * @param err standard error
     */
    record Answer(int exit, String out, String err) {
        /** Standard output, which must be one JSON object on one line. */
        JsonNode json() {
            if (out.indexOf('\n') != out.length() - 1) {
                throw new AssertionError("not one line: " + out);
            }
            return new JsonMapper().readTree(out);
        }

        /**
         * Standard output without what another run, or another version of the simulator or a checker, may say: figures
         * are a #, what a checker found is a dash.
         */
        String frame() {
            return out.replaceAll("(?m)^([✓✗?] [a-z-]+) .*$", "$1 –")
                    .replaceAll("\\d+(?:[.,]\\d+)* (ms|s|min \\d+ s|min|h \\d+ min)\\b", "#")
                    .replaceAll("\\b[\\d,.]*\\d+ × real", "# × real")
                    .replaceAll("(?<![\\w/.-])\\d([\\d,.]*\\d)?(?![\\w-])", "#");
        }
    }
}
