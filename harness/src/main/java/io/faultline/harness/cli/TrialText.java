package io.faultline.harness.cli;

import io.faultline.checkers.Judgement;
import io.faultline.checkers.Validity;
import io.faultline.checkers.history.History;
import io.faultline.harness.store.TrialInfo;
import io.faultline.harness.store.TrialRecord;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Prints a trial: what it was, what the checkers say, where it is and how to run it again. */
final class TrialText {
    private final PrintStream out;
    private final Ink ink;

    TrialText(PrintStream out, Ink ink) {
        this.out = out;
        this.ink = ink;
    }

    /** What it was, in one line. */
    static String title(TrialInfo info) {
        return info.scenario() + ", " + info.nodes() + (info.nodes() == 1 ? " node" : " nodes") + ", " + info.ground()
                + ", seed " + info.seed();
    }

    /** What it was and how long it took. */
    void header(TrialRecord record, String times) {
        out.println(ink.strong(title(record.info())));
        out.println(ink.faint(String.format(
                Locale.ROOT,
                "%s; %,d events, %,d faults",
                times,
                record.history().size(),
                record.schedule().faults().size())));
        out.println();
    }

    /** What the checkers say, and what it comes to. */
    void judgement(Judgement judgement, History history) {
        new JudgementText(out, ink).print(judgement, history);
        out.println();
        out.println(ink.of(judgement.validity(), sentence(judgement.validity())));
    }

    /** Where it is and how to run it again: the line to copy comes last. */
    void footer(Optional<Path> report, String replay) {
        report.ifPresent(page -> out.println("report  " + page));
        if (!replay.isEmpty()) {
            out.println("replay  " + replay);
        }
    }

    static String sentence(Validity validity) {
        return switch (validity) {
            case VALID -> "valid: every promise was judged and kept";
            case INVALID -> "INVALID: a promise was broken";
            case UNKNOWN -> "unknown: something could not be judged, and that is not a pass";
        };
    }
}
