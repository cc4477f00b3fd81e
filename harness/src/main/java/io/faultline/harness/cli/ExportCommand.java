package io.faultline.harness.cli;

import io.faultline.checkers.history.History;
import io.faultline.checkers.history.jepsen.JepsenHistory;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code faultline export}: writes a history for other tools. */
@Command(
        name = "export",
        description = {
            "Write a history for other tools, on standard output or into a file.",
            "--edn is the history.edn of Jepsen, a map a line: what clients did, with independent keys as [key value],"
                    + " and faults as what the nemesis did. Nodes' events and conditions have no words there."
        })
final class ExportCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--edn", required = true, description = "Write EDN for Jepsen's tools.")
    private boolean edn;

    @Parameters(paramLabel = "DIR|FILE", description = "A trial's folder, such as store/latest, or a history file.")
    private Path path;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write into this file, which is replaced, and not on standard output.")
    private Path output;

    ExportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (output != null && Files.exists(output) && Files.exists(path) && Files.isSameFile(output, path)) {
            throw new BadArgument(output + " is what is to be read; give --output another name");
        }
        History history = HistoryFiles.read(path, JepsenHistory.Keys.PLAIN);
        if (output == null) {
            JepsenHistory.write(history, console.out());
        } else {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(output))) {
                JepsenHistory.write(history, out);
            }
            console.out().println("history  " + output);
        }
        if (JepsenHistory.keysOf(history) == JepsenHistory.Keys.INDEPENDENT) {
            console.err().println("faultline: values are [key value]; analyze reads them with --independent");
        }
        return ExitCode.VALID.code();
    }
}
