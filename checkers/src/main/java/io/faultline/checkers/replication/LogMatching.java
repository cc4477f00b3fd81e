package io.faultline.checkers.replication;

import io.faultline.checkers.Evidence;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.finding.Findings;
import io.faultline.checkers.finding.Wording;
import io.faultline.checkers.history.History;
import java.util.EnumSet;
import java.util.Set;

/**
 * Log Matching (Raft Figure 3, §5.3): two logs that have an entry with the same index and term are identical up to it.
 *
 * <p>Judged by the digest that stands for all of a log up to an entry, on any two nodes at any time, and on one node at
 * two times: an index and a term name one entry for ever. A log that could not be identical to any leader's is named as
 * well: one with a gap, one that keeps what followed a replaced entry, one from which something is removed that it was
 * said not to have.
 */
final class LogMatching extends LogChecker {
    private static final String NAME = "log-matching";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String claim() {
        return "logs that agree in the index and term of an entry are identical up to it";
    }

    @Override
    LogRule rule(History history, LogWalk walk) {
        return new Rule(ReplicatedLogs.of(history));
    }

    /** On one walk. */
    private static final class Rule implements LogRule {
        private final ReplicatedLogs logs;
        private final Findings findings = new Findings(NAME);
        private final EntryTable known = new EntryTable();
        private int batches;

        Rule(ReplicatedLogs logs) {
            this.logs = logs;
        }

        @Override
        public Set<LogKind> kinds() {
            return EnumSet.of(LogKind.APPENDED, LogKind.TRUNCATED);
        }

        @Override
        public void judge(int p, NodeState before) {
            if (logs.kind[p] == LogKind.APPENDED) {
                batches++;
                wellFormed(logs, p, before.log, findings);
                matches(logs, p, known, findings);
            } else if (before.log.sure() && logs.from[p] > before.log.end()) {
                long end = before.log.end();
                int last = before.last;
                findings.add(() -> removedNothing(logs, p, end, last));
            }
        }

        @Override
        public Verdict verdict() {
            if (batches == 0) {
                return Verdict.unknown(NAME, "no node appended anything: nothing to judge");
            }
            return findings.invalidOr(Wording.count(known.size(), "different entry", "different entries") + " in "
                    + Wording.count(batches, "batch", "batches") + ", no two logs contradict");
        }
    }

    private static void matches(ReplicatedLogs logs, int p, EntryTable known, Findings findings) {
        boolean found = false;
        for (int k = 0; k < logs.count[p]; k++) {
            int now = logs.slot[p] + k;
            int first = known.put(logs.from[p] + k, logs.term(now), now);
            if (!found && !logs.same(first, now)) {
                // Whatever follows differs too, for the same reason.
                found = true;
                findings.add(() -> different(logs, first, now));
            }
        }
    }

    private static void wellFormed(ReplicatedLogs logs, int p, NodeLog log, Findings findings) {
        long end = log.end();
        if (log.sure() && logs.from[p] - 1 > end) {
            findings.add(() -> gap(logs, p, end));
        } else if (logs.end(p) <= end && log.conflicts(p)) {
            int replaced = log.at(logs.from[p] + log.agreeing(p));
            int kept = log.at(logs.end(p));
            findings.add(() -> keptTail(logs, p, replaced, kept, end));
        }
    }

    private static Evidence different(ReplicatedLogs logs, int first, int now) {
        Told told = new Told(logs);
        int one = logs.said(first);
        int other = logs.said(now);
        return new Evidence(
                told.name(other) + " appended " + told.entry(now) + " " + told.at(other)
                        + told.restarted(one, other) + ", but " + told.name(one) + " had appended "
                        + told.entry(first) + " " + told.at(one)
                        + ": logs that agree in index and term must be identical up to there",
                told.events(one, other));
    }

    private static Evidence gap(ReplicatedLogs logs, int p, long end) {
        Told told = new Told(logs);
        return new Evidence(
                told.name(p) + " appended from entry " + logs.from[p] + " on " + told.at(p) + ", but its log ended at "
                        + end + ": it holds nothing in between",
                told.events(p));
    }

    private static Evidence keptTail(ReplicatedLogs logs, int p, int replaced, int kept, long end) {
        Told told = new Told(logs);
        return new Evidence(
                told.name(p) + " replaced " + told.bare(replaced) + " " + told.at(logs.said(replaced))
                        + " by another one " + told.at(p) + " and kept what followed it, up to entry " + end
                        + ": no leader has such a log",
                told.events(logs.said(replaced), kept < 0 ? NodeState.NONE : logs.said(kept), p));
    }

    private static Evidence removedNothing(ReplicatedLogs logs, int p, long end, int last) {
        Told told = new Told(logs);
        return new Evidence(
                told.name(p) + " removed the entries from " + logs.from[p] + " on " + told.at(p)
                        + ", but its log ended at " + end + ": it held entries that it must not have had",
                told.events(last, p));
    }
}
