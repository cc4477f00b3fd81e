package io.faultline.harness.cli;

import io.faultline.checkers.history.HistoryException;
import io.faultline.checkers.history.json.MalformedHistoryException;
import io.faultline.harness.store.Build;
import io.faultline.harness.store.MalformedTrialException;
import io.faultline.nemesis.schedule.MalformedScheduleException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line, and where the process starts.
 *
 * <p>{@code faultline test --seed 7} runs a trial; {@code faultline --help} lists the rest.
 */
@Command(
        name = "faultline",
        description = "Start a cluster, hurt it on purpose, and prove from the record whether it kept its promises.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Faultline.Version.class)
public final class Faultline implements Runnable {
    static final int HELP_WIDTH = 100;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Print a stack trace when Faultline itself fails.")
    private boolean debug;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private Faultline() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        Console console = Console.ofProcess(System.getenv());
        // Libraries clean up at the end in threads of their own, which fail when the engine is gone: a line each will
        // do.
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, error) -> console.err().println("faultline: " + thread.getName() + ": " + sentence(error)));
        int exit = ExitCode.HARNESS_FAILED.code();
        try {
            exit = commandLine(console).execute(args);
        } catch (Error error) {
            // Uncaught, as for want of memory, it would end the process with 1, which accuses the cluster.
            console.err().println("faultline: failed: " + error);
        }
        console.out().flush();
        System.exit(exit);
    }

    /** Every command there is; a new one is added here. */
    private static List<Object> commands(Console console) {
        return List.of(
                new TestCommand(console),
                new AnalyzeCommand(console),
                new ReplayCommand(console),
                new ReportCommand(console),
                new ExportCommand(console),
                new MutantsCommand(console),
                new ExperimentCommand(console),
                new DoctorCommand(console));
    }

    /** The command line with all commands, speaking to this console. */
    static CommandLine commandLine(Console console) {
        Faultline root = new Faultline();
        CommandLine line = new CommandLine(root);
        for (Object command : commands(console)) {
            line.addSubcommand(command);
        }
        Help.complete(line);
        Ansi ansi = console.colour() ? Ansi.ON : Ansi.OFF;
        return line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(ansi))
                .setUsageHelpWidth(HELP_WIDTH)
                .setParameterExceptionHandler((error, args) -> refuse(error))
                .setExecutionExceptionHandler((error, command, parsed) -> root.tell(error, console));
    }

    /** Without a command there is nothing to do, and a script that forgot it must notice. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    private static int refuse(ParameterException error) {
        CommandLine command = error.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("faultline: " + error.getMessage());
        UnmatchedArgumentException.printSuggestions(error, err);
        err.println("Try './" + command.getCommandSpec().qualifiedName() + " --help'.");
        err.flush();
        return ExitCode.BAD_ARGUMENTS.code();
    }

    private int tell(Exception error, Console console) {
        ExitCode exit = exitCode(error);
        console.err().println("faultline: " + (exit == ExitCode.HARNESS_FAILED ? "failed: " : "") + sentence(error));
        if (debug) {
            error.printStackTrace(console.err());
        } else if (exit == ExitCode.HARNESS_FAILED) {
            console.err().println("faultline: this is neither a violation nor a pass; --debug shows where it failed");
        }
        return exit.code();
    }

    private static ExitCode exitCode(Exception error) {
        return isTheirs(error) ? ExitCode.BAD_ARGUMENTS : ExitCode.HARNESS_FAILED;
    }

    /** What the user named and is not what it should be is the user's to put right; all else is ours. */
    static boolean isTheirs(Exception error) {
        return error instanceof BadArgument
                || error instanceof MalformedTrialException
                || error instanceof MalformedScheduleException
                || error instanceof MalformedHistoryException
                || error instanceof HistoryException;
    }

    /** An error in words. */
    static String sentence(Throwable error) {
        Throwable cause = error instanceof UncheckedIOException ? error.getCause() : error;
        if (cause instanceof NoSuchFileException missing) {
            return missing.getFile() + " does not exist";
        }
        if (cause instanceof AccessDeniedException denied) {
            return "no permission for " + denied.getFile();
        }
        boolean speaks = cause.getMessage() != null && cause.getMessage().contains(" ");
        return speaks ? cause.getMessage() : cause.toString();
    }

    /** Says which Faultline this is. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "faultline " + Build.version() + ", commit " + Build.commit() + ", Java "
                        + System.getProperty("java.version")
            };
        }
    }
}
