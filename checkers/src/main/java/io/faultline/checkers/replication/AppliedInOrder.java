package io.faultline.checkers.replication;

import io.faultline.checkers.Evidence;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.finding.Findings;
import io.faultline.checkers.finding.Wording;
import io.faultline.checkers.history.History;
import java.util.EnumSet;
import java.util.Set;

/**
 * Each entry is applied once and in order (Raft Figure 2: increment lastApplied, apply log[lastApplied]; §7 and Figure 13
 * for snapshots).
 *
 * <p>The state is not on the disk but for the snapshot: after a start the first entry applied is the one behind the
 * snapshot, 1 without one, and after a snapshot is installed the one behind that. A snapshot that is behind the state
 * must not replace it.
 */
final class AppliedInOrder extends LogChecker {
    private static final String NAME = "applied-in-order";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String claim() {
        return "each entry is applied once and in order";
    }

    @Override
    LogRule rule(History history, LogWalk walk) {
        return new Rule(ReplicatedLogs.of(history));
    }

    /** On one walk. */
    private static final class Rule implements LogRule {
        private final ReplicatedLogs logs;
        private final Findings findings = new Findings(NAME);
        private int batches;

        Rule(ReplicatedLogs logs) {
            this.logs = logs;
        }

        @Override
        public Set<LogKind> kinds() {
            return EnumSet.of(LogKind.APPLIED, LogKind.SNAPSHOT_INSTALLED);
        }

        @Override
        public void judge(int p, NodeState before) {
            long applied = before.applied;
            int since = before.moved;
            boolean known = applied != NodeState.UNKNOWN;
            if (logs.kind[p] == LogKind.APPLIED) {
                batches++;
                if (known && logs.from[p] - 1 != applied) {
                    findings.add(() -> wrongNext(logs, p, applied, since));
                }
            } else if (known && logs.from[p] < applied) {
                findings.add(() -> wentBack(logs, p, applied, since));
            }
        }

        @Override
        public Verdict verdict() {
            if (batches == 0) {
                return Verdict.unknown(NAME, "no node applied anything: nothing to judge");
            }
            return findings.invalidOr(
                    Wording.count(batches, "applied batch", "applied batches") + ", each behind the one before");
        }
    }

    private static Evidence wrongNext(ReplicatedLogs logs, int p, long applied, int since) {
        Told told = new Told(logs);
        String state = logs.kind[since] == LogKind.APPLIED
                ? "it had applied up to " + applied
                : applied == 0 ? "it started without a snapshot" : "its snapshot ended at " + applied;
        String what = logs.from[p] > applied ? "leaves entries out" : "applies entries again";
        return new Evidence(
                told.name(p) + " applied from entry " + logs.from[p] + " on " + told.at(p) + ", but " + state + " "
                        + told.at(since) + ": that " + what,
                told.events(since, p));
    }

    private static Evidence wentBack(ReplicatedLogs logs, int p, long applied, int since) {
        Told told = new Told(logs);
        return new Evidence(
                told.name(p) + " let a snapshot up to " + logs.from[p] + " replace its state " + told.at(p)
                        + ", which was after entry " + applied + " " + told.at(since) + ": a state never moves back",
                told.events(since, p));
    }
}
