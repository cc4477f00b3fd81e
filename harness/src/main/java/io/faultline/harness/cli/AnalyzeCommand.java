package io.faultline.harness.cli;

import io.faultline.checkers.Validity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code faultline analyze}: judges stored histories again, ours and Jepsen's. */
@Command(
        name = "analyze",
        description = {
            "Check stored histories again, as the checkers now are.",
            "For a trial's folder verdicts.json and report.html are written anew; a bare history is judged by what"
                    + " it tells of, and nothing is written.",
            "With --model any history is judged by that model alone, a line for each, and beneath it the few"
                    + " operations that contradict each other: a trial's folder, a history.jsonl, and Jepsen's"
                    + " history.edn, history.txt and log, all files also as .gz. All are judged; the exit code is that"
                    + " of the worst.",
            "With --checker any history is judged as a whole by that checker alone, transactions by a consistency"
                    + " model, in the same form."
        })
final class AnalyzeCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            paramLabel = "DIR|FILE",
            arity = "1..*",
            description = "A trial's folder, such as store/latest, or a history file.")
    private List<Path> paths;

    @Mixin
    private ModelOptions model;

    @Mixin
    private CheckerOptions checker;

    @Mixin
    private OutputOptions output;

    AnalyzeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Analysis analysis = analysis();
        Validity worst = Validity.VALID;
        boolean allRead = true;
        for (Path path : paths) {
            try {
                worst = Validity.worst(worst, analysis.judge(path));
            } catch (RuntimeException error) {
                if (!Faultline.isTheirs(error)) {
                    throw error;
                }
                String reason = Faultline.sentence(error);
                console.err().println("faultline: " + reason);
                analysis.tellBroken(path, reason);
                allRead = false;
            }
        }
        return (allRead ? ExitCode.of(worst) : ExitCode.BAD_ARGUMENTS).code();
    }

    private Analysis analysis() {
        if (model.given() && checker.given()) {
            throw new BadArgument("--model and --checker are two ways to judge; ask for one of them");
        }
        checker.requireFitting();
        if (model.given()) {
            return new ModelAnalysis(console, model, output.json());
        }
        model.requireNone(checker.given());
        return checker.given()
                ? new CheckerAnalysis(console, checker, model.keys(), output.json())
                : new TrialAnalysis(console, output.json());
    }

    /** A way to judge stored histories, and to tell of each. */
    interface Analysis {

        /** Judges the history there and tells what came of it. */
        Validity judge(Path path) throws IOException;

        /** Tells that there is none that can be read, beyond the reason on standard error. */
        void tellBroken(Path path, String reason);
    }
}
