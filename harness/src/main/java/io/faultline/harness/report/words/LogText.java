package io.faultline.harness.report.words;

import io.faultline.checkers.history.LogFact;
import io.faultline.checkers.history.SnapshotPoint;
import java.util.List;

/** What a fact about a node's log adds to its kind, in a few words: a batch is told by its ends, never entry by entry. */
public final class LogText {

    private LogText() {}

    /** The words for this fact. */
    public static String of(LogFact fact) {
        if (fact instanceof LogFact.Appended appended) {
            return entries(appended.from(), appended.terms().size()) + " of " + terms(appended.terms());
        } else if (fact instanceof LogFact.Truncated truncated) {
            return "from entry " + truncated.from() + " on";
        } else if (fact instanceof LogFact.Committed committed) {
            return "up to " + committed.index();
        } else if (fact instanceof LogFact.Applied applied) {
            List<String> digests = applied.digests();
            return entries(applied.from(), digests.size()) + ", state " + digests.get(digests.size() - 1);
        } else if (fact instanceof LogFact.SnapshotTaken taken) {
            return of(taken.snapshot());
        } else if (fact instanceof LogFact.SnapshotInstalled installed) {
            return of(installed.snapshot());
        } else if (fact instanceof LogFact.ConfigChanged changed) {
            String learners = changed.learners().isEmpty() ? "" : ", learners " + String.join(" ", changed.learners());
            return "of entry " + changed.index() + ": voters " + String.join(" ", changed.voters()) + learners;
        }
        throw new IllegalStateException("no words for " + fact.getClass());
    }

    static String of(SnapshotPoint snapshot) {
        return "up to " + snapshot.index() + " of term " + snapshot.term() + ", state " + snapshot.digest();
    }

    private static String entries(long from, int count) {
        return count == 1 ? "entry " + from : "entries " + from + " to " + (from + count - 1);
    }

    private static String terms(List<Long> terms) {
        long first = terms.get(0);
        long last = terms.get(terms.size() - 1);
        return first == last ? "term " + first : "terms " + first + " to " + last;
    }
}
