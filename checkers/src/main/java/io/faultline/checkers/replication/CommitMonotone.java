package io.faultline.checkers.replication;

import io.faultline.checkers.Evidence;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.finding.Findings;
import io.faultline.checkers.finding.Wording;
import io.faultline.checkers.history.History;
import java.util.EnumSet;
import java.util.Set;

/**
 * What is committed stays (Raft Figure 2: commitIndex increases monotonically; §5.4.3): a node's commit index never goes
 * back while it runs and never points beyond its log, and the entry committed at an index is the same for all nodes and
 * for ever.
 *
 * <p>The commit index is not on the disk: after a start it begins at the snapshot's end, 0 without one.
 */
final class CommitMonotone extends LogChecker {
    private static final String NAME = "commit-monotone";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String claim() {
        return "what is committed stays committed";
    }

    @Override
    LogRule rule(History history, LogWalk walk) {
        return new Rule(ReplicatedLogs.of(history), walk.committed());
    }

    /** On one walk. */
    private static final class Rule implements LogRule {
        private final ReplicatedLogs logs;
        private final Findings findings = new Findings(NAME);
        private final CommittedEntries committed;
        private int commits;

        Rule(ReplicatedLogs logs, CommittedEntries committed) {
            this.logs = logs;
            this.committed = committed;
        }

        @Override
        public Set<LogKind> kinds() {
            return EnumSet.of(
                    LogKind.COMMITTED,
                    LogKind.TRUNCATED,
                    LogKind.APPENDED,
                    LogKind.SNAPSHOT_TAKEN,
                    LogKind.SNAPSHOT_INSTALLED);
        }

        @Override
        public void judge(int p, NodeState before) {
            switch (logs.kind[p]) {
                case COMMITTED -> {
                    commits++;
                    index(logs, p, before, findings);
                    agrees(logs, p, before.log, committed, findings);
                }
                case TRUNCATED -> {
                    if (logs.from[p] <= before.commit) {
                        changed(logs, p, before, "removed the entries from " + logs.from[p] + " on", findings);
                    }
                }
                case APPENDED -> {
                    if (logs.from[p] + before.log.agreeing(p) <= before.commit && before.log.conflicts(p)) {
                        long index = logs.from[p] + before.log.agreeing(p);
                        changed(logs, p, before, "replaced entry " + index, findings);
                    }
                }
                default -> standsFor(logs, p, committed, findings);
            }
        }

        @Override
        public Verdict verdict() {
            if (commits == 0) {
                return Verdict.unknown(NAME, "no node committed anything: nothing to judge");
            }
            return findings.invalidOr(Wording.count(commits, "commit") + " of "
                    + Wording.count(committed.end(), "entry", "entries") + ", none taken back");
        }
    }

    private static void index(ReplicatedLogs logs, int p, NodeState before, Findings findings) {
        long index = logs.from[p];
        long commit = before.commit;
        long end = before.log.end();
        int since = before.committed;
        if (index < commit) {
            Told told = new Told(logs);
            findings.add(() -> new Evidence(
                    told.name(p) + "'s commit index was " + commit + " " + told.at(since) + " and went back to " + index
                            + " " + told.at(p),
                    told.events(since, p)));
        } else if (before.log.sure() && index > end) {
            Told told = new Told(logs);
            findings.add(() -> new Evidence(
                    told.name(p) + " committed up to " + index + " " + told.at(p) + ", but its log ends at " + end,
                    told.events(before.last, p)));
        }
    }

    private static void agrees(ReplicatedLogs logs, int p, NodeLog log, CommittedEntries committed, Findings findings) {
        long index = Math.min(logs.from[p], committed.end());
        if (committed.differs(log, index)) {
            findings.add(() -> different(logs, p, log, committed, index));
        }
    }

    private static Evidence different(ReplicatedLogs logs, int p, NodeLog log, CommittedEntries committed, long known) {
        Told told = new Told(logs);
        long index = committed.firstMissing(log, known);
        int mine = log.at(index);
        int first = committed.at(index);
        int said = committed.committedBy(index);
        return new Evidence(
                told.name(p) + " committed " + told.entry(mine) + " " + told.at(p) + ", but " + told.name(said)
                        + " had committed " + told.entry(first) + " " + told.at(said),
                told.events(said, p));
    }

    /** A snapshot is of committed entries, so its last one is the entry that was committed there. */
    private static void standsFor(ReplicatedLogs logs, int p, CommittedEntries committed, Findings findings) {
        int first = committed.at(logs.from[p]);
        if (first >= 0 && logs.term(first) != logs.term(logs.slot[p])) {
            Told told = new Told(logs);
            int said = committed.committedBy(logs.from[p]);
            findings.add(() -> new Evidence(
                    told.name(p) + " has a snapshot up to " + told.bare(logs.slot[p]) + " " + told.at(p) + ", but "
                            + told.name(said) + " had committed " + told.bare(first) + " " + told.at(said),
                    told.events(said, p)));
        }
    }

    private static void changed(ReplicatedLogs logs, int p, NodeState before, String what, Findings findings) {
        Told told = new Told(logs);
        long commit = before.commit;
        int since = before.committed;
        findings.add(() -> new Evidence(
                told.name(p) + " " + what + " " + told.at(p) + ", though it had committed up to " + commit + " "
                        + told.at(since),
                told.events(since, p)));
    }
}
