package io.faultline.checkers.replication;

import io.faultline.checkers.Evidence;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.finding.Findings;
import io.faultline.checkers.finding.Wording;
import io.faultline.checkers.history.History;
import java.util.EnumSet;
import java.util.Set;

/**
 * A leader moves its commit index only to entries of its own term; older ones go with them (Raft Figure 2, the last rule for
 * leaders; §5.4.2, Figure 8).
 *
 * <p>An entry of which nobody said what it is speaks for the leader.
 */
final class OwnTermCommit extends LogChecker {
    private static final String NAME = "own-term-commit";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String claim() {
        return "a leader commits by counting only entries of its own term";
    }

    @Override
    LogRule rule(History history, LogWalk walk) {
        return new Rule(ReplicatedLogs.of(history));
    }

    /** On one walk. */
    private static final class Rule implements LogRule {
        private final ReplicatedLogs logs;
        private final Findings findings = new Findings(NAME);
        private int commits;

        Rule(ReplicatedLogs logs) {
            this.logs = logs;
        }

        @Override
        public Set<LogKind> kinds() {
            return EnumSet.of(LogKind.COMMITTED);
        }

        @Override
        public void judge(int p, NodeState before) {
            int entry = before.leadsAt(p) ? before.log.at(logs.from[p]) : NodeLog.UNKNOWN;
            if (entry >= 0) {
                commits++;
                ownTerm(logs, p, entry, findings);
            }
        }

        @Override
        public Verdict verdict() {
            if (commits == 0) {
                return Verdict.unknown(NAME, "no leader committed an entry that is known: nothing to judge");
            }
            return findings.invalidOr(
                    Wording.count(commits, "commit") + " of leaders, each of an entry of the own term");
        }
    }

    private static void ownTerm(ReplicatedLogs logs, int p, int entry, Findings findings) {
        if (logs.term(entry) != logs.event.term(p)) {
            Told told = new Told(logs);
            findings.add(() -> new Evidence(
                    told.name(p) + ", leader of term " + logs.event.term(p) + ", committed " + told.bare(entry) + " "
                            + told.at(p) + ": only an entry of its own term is committed by counting",
                    told.events(logs.said(entry), p)));
        }
    }
}
