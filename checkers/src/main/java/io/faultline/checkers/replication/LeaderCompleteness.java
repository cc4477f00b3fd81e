package io.faultline.checkers.replication;

import io.faultline.checkers.Evidence;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.finding.Findings;
import io.faultline.checkers.finding.Wording;
import io.faultline.checkers.history.History;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Leader Completeness (Raft Figure 3, §5.4): what was committed in a term is in the logs of the leaders of all later
 * terms.
 *
 * <p>Committed in a term is what any node in that term says is committed; which entry that is, its own log tells. It
 * does not matter whether the leader of the later term was elected before or after the news came out: the majority that
 * made the entry safe had it before it could vote. What a snapshot stands for, and entries of which nobody said what they
 * are, the leader is believed to have.
 */
final class LeaderCompleteness extends LogChecker {
    private static final String NAME = "leader-completeness";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String claim() {
        return "a leader has every entry that was committed in an earlier term";
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
        private final List<Elected> elected = new ArrayList<>();

        Rule(ReplicatedLogs logs, CommittedEntries committed) {
            this.logs = logs;
            this.committed = committed;
        }

        @Override
        public Set<LogKind> kinds() {
            return EnumSet.of(LogKind.LEADER);
        }

        @Override
        public void judge(int p, NodeState before) {
            elected.add(new Elected(p, before.log.copy()));
        }

        @Override
        public void end() {
            elected.forEach(this::judge);
        }

        private void judge(Elected leader) {
            NodeLog log = leader.log;
            CommittedEntries.Commit needed = committed.below(logs.event.term(leader.position));
            boolean lacks = needed != null
                    && (log.at(needed.index()) == NodeLog.ABSENT || committed.differs(log, needed.index()));
            if (lacks) {
                findings.add(missing(logs, leader.position, log, committed, needed));
            }
        }

        @Override
        public Verdict verdict() {
            if (elected.isEmpty()) {
                return Verdict.unknown(NAME, "no node became leader: nothing to judge");
            }
            if (committed.end() == 0) {
                return Verdict.unknown(NAME, "no node committed anything: nothing to judge");
            }
            return findings.invalidOr(
                    Wording.count(elected.size(), "leader") + ", each with what was committed before, of "
                            + Wording.count(committed.end(), "committed entry", "committed entries"));
        }
    }

    /** A node that became leader at this position, with this log. */
    private record Elected(int position, NodeLog log) {}

    private static Supplier<Evidence> missing(
            ReplicatedLogs logs, int p, NodeLog log, CommittedEntries committed, CommittedEntries.Commit needed) {
        return () -> {
            Told told = new Told(logs);
            long index = committed.firstMissing(log, needed.index());
            int entry = committed.at(index);
            if (entry < 0) {
                return new Evidence(
                        told.name(p) + " became leader of term " + logs.event.term(p) + " " + told.at(p)
                                + " with a log that ends at " + log.end() + ", but " + told.by(needed.position())
                                + " had committed up to " + needed.index() + " in term "
                                + logs.event.term(needed.position()),
                        told.events(needed.position(), p));
            }
            int said = committed.committedBy(index);
            int held = log.at(index);
            String instead = held >= 0
                    ? "it has " + told.bare(held) + " " + told.at(logs.said(held))
                    : "its log ends at " + log.end();
            return new Evidence(
                    told.name(p) + " became leader of term " + logs.event.term(p) + " " + told.at(p) + " without "
                            + told.bare(entry) + ", which " + told.name(said) + " committed in term "
                            + logs.event.term(said) + " " + told.at(said) + ": " + instead,
                    told.events(said, held >= 0 ? logs.said(held) : NodeState.NONE, p));
        };
    }
}
