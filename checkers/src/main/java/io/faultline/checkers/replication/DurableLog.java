package io.faultline.checkers.replication;

import io.faultline.checkers.Evidence;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.finding.Findings;
import io.faultline.checkers.finding.Wording;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.LogStart;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A log survives (Raft Figure 2: log[] is persistent, updated on stable storage before responding to RPCs): after a restart
 * it holds what was reported appended and not removed since, and so does the snapshot (§7).
 *
 * <p>A node that was killed may have removed entries for a newer leader without getting to say so. It is believed to have
 * where there was such a leader, of a term before the entries were committed, if they ever were; see {@link Restart}.
 */
final class DurableLog extends LogChecker {
    private static final String NAME = "durable-log";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String claim() {
        return "a restart loses nothing that was reported durable";
    }

    @Override
    LogRule rule(History history, LogWalk walk) {
        return new Rule(ReplicatedLogs.of(history), walk.committed());
    }

    /** On one walk. */
    private static final class Rule implements LogRule {
        private final ReplicatedLogs logs;
        private final CommittedEntries committed;
        private final Findings findings = new Findings(NAME);
        /** What can be judged only when all that is ever committed is known. */
        private final List<Start> starts = new ArrayList<>();

        private int restarts;

        Rule(ReplicatedLogs logs, CommittedEntries committed) {
            this.logs = logs;
            this.committed = committed;
        }

        @Override
        public Set<LogKind> kinds() {
            return EnumSet.of(LogKind.STARTED);
        }

        @Override
        public void judge(int p, NodeState before) {
            restarts += before.last == NodeState.NONE ? 0 : 1;
            starts.add(new Start(p, before.copy()));
        }

        @Override
        public void end() {
            for (Start start : starts) {
                snapshot(logs, start.position, start.before, findings);
                entries(logs, start.position, start.before, committed, findings);
            }
        }

        @Override
        public Verdict verdict() {
            if (logs.logEvents == 0) {
                return Verdict.unknown(NAME, "no node said anything about its log: nothing to judge");
            }
            return findings.invalidOr(Wording.count(restarts, "restart") + " among "
                    + Wording.count(logs.logEvents, "event") + " about logs, nothing lost");
        }
    }

    /** A start at this position of a node that was like that before. */
    private record Start(int position, NodeState before) {}

    private static void snapshot(ReplicatedLogs logs, int p, NodeState before, Findings findings) {
        Told told = new Told(logs);
        LogStart disk = logs.disk(p);
        int had = before.snapshot;
        if (had != NodeState.NONE && disk.snapshotIndex() < before.log.base()) {
            long base = before.log.base();
            String has = disk.snapshot() == null ? "no snapshot" : "one up to " + disk.snapshotIndex();
            findings.add(() -> new Evidence(
                    told.name(p) + " had a snapshot up to " + base + " " + told.at(had) + " and started with " + has
                            + " " + told.at(p),
                    told.events(had, p)));
        } else if (disk.firstIndex() - 1 > disk.snapshotIndex()) {
            findings.add(() -> new Evidence(
                    told.name(p) + " started with a log that begins at " + disk.firstIndex() + " " + told.at(p)
                            + ", but "
                            + (disk.snapshot() == null
                                    ? "it has no snapshot"
                                    : "its snapshot ends at " + disk.snapshotIndex()),
                    told.events(had, p)));
        }
    }

    private static void entries(
            ReplicatedLogs logs, int p, NodeState before, CommittedEntries committed, Findings findings) {
        Restart restart = Restart.of(logs, p, before);
        long lost = restart.lost();
        if (lost == 0) {
            return;
        }
        int entry = before.log.at(lost);
        int needed = committed.at(lost);
        boolean isCommitted = entry >= 0 && needed >= 0 && logs.same(entry, needed);
        // An entry that is not committed yet may be removed here and committed elsewhere, but in a later term: whoever
        // leads
        // that term or one after it has the entry.
        long removable = isCommitted ? committed.leastTerm(lost) - 1 : Long.MAX_VALUE;
        long term = Math.min(removable, logs.event.term(p));
        if (restart.maybeTruncated() && Restart.maybeTruncated(logs, p, before, term)) {
            return;
        }
        long end = before.log.end();
        int last = before.last;
        findings.add(() -> lost(logs, p, entry, lost, end, last, isCommitted ? committed.committedBy(lost) : -1));
    }

    private static Evidence lost(
            ReplicatedLogs logs, int p, int entry, long index, long end, int last, int committedBy) {
        Told told = new Told(logs);
        LogStart disk = logs.disk(p);
        int said = entry >= 0 ? logs.said(entry) : last;
        String what = entry >= 0 ? told.bare(entry) : "entry " + index;
        String safe = committedBy == NodeState.NONE ? "" : "; " + told.by(committedBy) + " said that it is committed";
        return new Evidence(
                told.name(p) + " reported " + what + " " + told.at(said) + " in a log up to " + end
                        + " and started with one that ends at entry "
                        + disk.tail().index() + " of term "
                        + disk.tail().term() + " " + told.at(p) + safe,
                told.events(said, p, committedBy));
    }
}
