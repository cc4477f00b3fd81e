package io.faultline.checkers.replication;

import io.faultline.checkers.Evidence;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.finding.Findings;
import io.faultline.checkers.finding.Wording;
import io.faultline.checkers.history.History;
import java.util.EnumSet;
import java.util.Set;

/**
 * Leader Append-Only (Raft Figure 3, §5.3): a leader never overwrites or deletes entries of its log, it only appends.
 *
 * <p>A node leads from the event that says so until one of its events names another role or term, or it starts anew. A
 * snapshot that it is sent meanwhile may not replace its log either.
 */
final class LeaderAppendOnly extends LogChecker {
    private static final String NAME = "leader-append-only";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String claim() {
        return "a leader only appends to its log";
    }

    @Override
    LogRule rule(History history, LogWalk walk) {
        return new Rule(ReplicatedLogs.of(history));
    }

    /** On one walk. */
    private static final class Rule implements LogRule {
        private final ReplicatedLogs logs;
        private final Findings findings = new Findings(NAME);
        private int judged;

        Rule(ReplicatedLogs logs) {
            this.logs = logs;
        }

        @Override
        public Set<LogKind> kinds() {
            return EnumSet.of(LogKind.APPENDED, LogKind.TRUNCATED, LogKind.SNAPSHOT_INSTALLED);
        }

        @Override
        public void judge(int p, NodeState before) {
            if (!before.leadsAt(p)) {
                return;
            }
            int led = before.leads;
            long end = before.log.end();
            switch (logs.kind[p]) {
                case APPENDED -> {
                    judged++;
                    if (before.log.sure() && logs.from[p] <= end) {
                        findings.add(() -> broken(logs, led, p, "appended from entry " + logs.from[p] + " on", end));
                    }
                }
                case TRUNCATED ->
                    findings.add(() -> broken(logs, led, p, "removed the entries from " + logs.from[p] + " on", end));
                default -> findings.add(() -> broken(logs, led, p, "let a snapshot replace its log", end));
            }
        }

        @Override
        public Verdict verdict() {
            if (judged == 0 && findings.count() == 0) {
                return Verdict.unknown(NAME, "no leader appended anything: nothing to judge");
            }
            return findings.invalidOr(
                    Wording.count(judged, "batch", "batches") + " of leaders, each behind what was there");
        }
    }

    private static Evidence broken(ReplicatedLogs logs, int led, int p, String what, long end) {
        Told told = new Told(logs);
        return new Evidence(
                told.name(p) + ", leader of term " + logs.event.term(led) + " since event "
                        + logs.event.index(led) + ", " + what + " " + told.at(p) + ", and its log ended at " + end
                        + ": a leader only appends",
                told.events(led, p));
    }
}
