package io.faultline.checkers.replication;

import io.faultline.checkers.Evidence;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.finding.Findings;
import io.faultline.checkers.finding.Wording;
import io.faultline.checkers.history.History;
import java.util.EnumSet;
import java.util.Set;

/**
 * State Machine Safety (Raft Figure 3, §5.4.3): no two nodes ever apply different entries at one index.
 *
 * <p>Judged by the digest of the state after an index, which is one on all nodes and in all incarnations, whether the
 * state came from entries or with a snapshot. What is applied is what was committed, so never beyond the commit index of
 * that node.
 */
final class StateMachineSafety extends LogChecker {
    private static final String NAME = "state-machine-safety";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String claim() {
        return "all state machines apply the same committed entries";
    }

    @Override
    LogRule rule(History history, LogWalk walk) {
        return new Rule(ReplicatedLogs.of(history));
    }

    /** On one walk. */
    private static final class Rule implements LogRule {
        private final ReplicatedLogs logs;
        private final Findings findings = new Findings(NAME);
        private final EntryTable states = new EntryTable();
        private int batches;

        Rule(ReplicatedLogs logs) {
            this.logs = logs;
        }

        @Override
        public Set<LogKind> kinds() {
            return EnumSet.of(LogKind.STARTED, LogKind.APPLIED, LogKind.SNAPSHOT_TAKEN, LogKind.SNAPSHOT_INSTALLED);
        }

        @Override
        public void judge(int p, NodeState before) {
            if (logs.kind[p] == LogKind.APPLIED) {
                batches++;
                committed(logs, p, before, findings);
            }
            same(logs, p, states, findings);
        }

        @Override
        public Verdict verdict() {
            if (batches == 0) {
                return Verdict.unknown(NAME, "no node applied anything: nothing to judge");
            }
            return findings.invalidOr(Wording.count(states.size(), "state") + " of "
                    + Wording.count(batches, "applied batch", "applied batches")
                    + " and of snapshots, no two contradict");
        }
    }

    private static void committed(ReplicatedLogs logs, int p, NodeState before, Findings findings) {
        long commit = before.commit;
        long last = logs.end(p) - 1;
        int since = before.committed;
        if (commit != NodeState.UNKNOWN && last > commit) {
            Told told = new Told(logs);
            findings.add(() -> new Evidence(
                    told.name(p) + " applied up to " + last + " " + told.at(p) + ", but it had committed only up to "
                            + commit + " " + told.at(since),
                    told.events(since, p)));
        }
    }

    private static void same(ReplicatedLogs logs, int p, EntryTable states, Findings findings) {
        boolean found = false;
        for (int k = 0; k < logs.count[p]; k++) {
            int now = logs.slot[p] + k;
            int first = states.put(logs.from[p] + k, 0, now);
            if (!found && !logs.sameDigest(first, now)) {
                // States that once went apart stay apart.
                found = true;
                findings.add(() -> different(logs, first, now));
            }
        }
    }

    private static Evidence different(ReplicatedLogs logs, int first, int now) {
        Told told = new Told(logs);
        int one = logs.said(first);
        int other = logs.said(now);
        return new Evidence(
                told.name(other) + " was in state " + logs.digest(now) + " after entry " + logs.index(now) + " "
                        + told.at(other) + told.restarted(one, other) + ", but " + told.name(one) + " in state "
                        + logs.digest(first) + " " + told.at(one),
                told.events(one, other));
    }
}
