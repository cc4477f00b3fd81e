package io.faultline.harness.cli;

import io.faultline.checkers.Evidence;
import io.faultline.checkers.Judgement;
import io.faultline.checkers.Validity;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.History;
import io.faultline.checkers.linearizability.LinearizableChecker;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Prints what the checkers say: a line each, and for what is not valid the events that speak against it. */
final class JudgementText {
    private static final int EVENTS_MAX = 12;
    private static final int EVIDENCE_MAX = 3;

    private final PrintStream out;
    private final Ink ink;

    JudgementText(PrintStream out, Ink ink) {
        this.out = out;
        this.ink = ink;
    }

    void print(Judgement judgement, History history) {
        int width = judgement.verdicts().stream()
                .mapToInt(verdict -> verdict.checker().length())
                .max()
                .orElse(0);
        boolean tableAbove = false;
        for (Verdict verdict : judgement.verdicts()) {
            if (tableAbove) {
                out.println();
            }
            String name = String.format(Locale.ROOT, "%-" + width + "s", verdict.checker());
            out.println(ink.mark(verdict.validity()) + " " + name + "  " + verdict.summary());
            tableAbove =
                    verdict.validity() != Validity.VALID && !verdict.evidence().isEmpty();
            if (tableAbove) {
                evidence(verdict, history);
            }
        }
        if (judgement.verdicts().isEmpty()) {
            out.println(ink.mark(Validity.UNKNOWN) + " no checker judged this history");
        }
    }

    private void evidence(Verdict verdict, History history) {
        List<Evidence> evidence = verdict.evidence();
        for (int i = 0; i < Math.min(EVIDENCE_MAX, evidence.size()); i++) {
            out.println();
            out.println("    " + evidence.get(i).why());
            LinearizableChecker.drawing(verdict, i).forEach(line -> out.println("      " + line));
            table(evidence.get(i).events(), history);
        }
        if (evidence.size() > EVIDENCE_MAX) {
            out.println();
            out.println("    … and " + (evidence.size() - EVIDENCE_MAX) + " more of its kind");
        }
    }

    private void table(List<Long> indexes, History history) {
        if (indexes.isEmpty()) {
            return;
        }
        out.println(ink.faint("      event          time  who  what"));
        for (Long index : indexes.subList(0, Math.min(EVENTS_MAX, indexes.size()))) {
            // A checker that names an event there is none of must not take the printing of its verdict down.
            if (index < 0 || index >= history.size()) {
                out.printf(Locale.ROOT, "    %7d  %12s%n", index, "no such event");
                continue;
            }
            Event event = history.event(index);
            out.printf(
                    Locale.ROOT,
                    "    %7d  %10.6f s  %-3s  %s%n",
                    index,
                    event.time() / 1e9,
                    EventText.who(event),
                    EventText.what(event));
        }
        if (indexes.size() > EVENTS_MAX) {
            out.println("    … and " + (indexes.size() - EVENTS_MAX) + " more events");
        }
    }
}
