package io.faultline.harness.cli;

import io.faultline.harness.report.ReportWriter;
import io.faultline.harness.store.TrialReport;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What a command has around it: where it prints, whether a person watches, the time, chance, and Ctrl-C.
 *
 * @param out gets the answer
 * @param err gets progress, notices and errors
 * @param colour whether the answer may be coloured
 * @param terminal whether progress may move the cursor
 * @param environment variables of the process
 * @param clock names folders
 * @param freshSeed draws a seed for who gave none
 * @param interruption asks a running trial to stop
 * @param report makes the page of a trial
 */
record Console(
        PrintStream out,
        PrintStream err,
        boolean colour,
        boolean terminal,
        Map<String, String> environment,
        Clock clock,
        LongSupplier freshSeed,
        Interruption interruption,
        TrialReport report) {
    /** Nine digits: easy to read out to somebody, and more than anybody will run. */
    private static final int SEED_BOUND = 1_000_000_000;

    /** The console of this process. */
    static Console ofProcess(Map<String, String> environment) {
        // Always UTF-8, as the files are: in a plain C locale Java would print every ✓ as the ? that means unknown.
        return new Console(
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                isTerminal(environment, '1') && wantsColour(environment),
                isTerminal(environment, '2'),
                environment,
                Clock.systemDefaultZone(),
                () -> new SecureRandom().nextInt(SEED_BOUND),
                Interruption.atShutdown(),
                new ReportWriter()::write);
    }

    /**
     * Whether a stream is a terminal. The launcher knows and says so in {@code FAULTLINE_TERMINALS}, by descriptor; the
     * JVM can only tell whether both input and output are.
     */
    private static boolean isTerminal(Map<String, String> environment, char descriptor) {
        String known = environment.get("FAULTLINE_TERMINALS");
        return known == null ? System.console() != null : known.indexOf(descriptor) >= 0;
    }

    /** See no-color.org: any value but an empty one switches colour off. */
    static boolean wantsColour(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }
}
