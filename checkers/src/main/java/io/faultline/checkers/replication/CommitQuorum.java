package io.faultline.checkers.replication;

import io.faultline.checkers.Evidence;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.finding.Findings;
import io.faultline.checkers.finding.Wording;
import io.faultline.checkers.history.History;
import io.faultline.checkers.membership.Configuration;
import io.faultline.checkers.membership.Memberships;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A leader commits only what a majority of the voters holds (Raft Figure 2, rules for leaders; §5.3).
 *
 * <p>A voter reports what its log holds before it says so to the leader, so the report stands earlier in the one order of the
 * history than the commit that counts on it. The voters are those of the configuration in force at the leader; learners, and
 * a leader that is being removed, do not count (dissertation §4.2.1, §4.2.2). What nobody said of a log, the voter is
 * believed to hold.
 */
final class CommitQuorum extends LogChecker {
    private static final String NAME = "commit-quorum";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String claim() {
        return "a leader commits only what a majority of the voters holds";
    }

    @Override
    LogRule rule(History history, LogWalk walk) {
        return new Rule(ReplicatedLogs.of(history), walk, Memberships.of(history));
    }

    /** On one walk. */
    private static final class Rule implements LogRule {
        private final ReplicatedLogs logs;
        private final LogWalk walk;
        private final Memberships memberships;
        private final Findings findings = new Findings(NAME);
        private int commits;
        /** The numbers of the voters of {@link #votersOf}, -1 for one that never spoke. */
        private int[] voters;

        private int votersOf = Memberships.UNKNOWN;

        Rule(ReplicatedLogs logs, LogWalk walk, Memberships memberships) {
            this.logs = logs;
            this.walk = walk;
            this.memberships = memberships;
        }

        @Override
        public Set<LogKind> kinds() {
            return EnumSet.of(LogKind.COMMITTED);
        }

        @Override
        public void judge(int p, NodeState before) {
            int configuration = before.leadsAt(p) ? memberships.inForce(logs.event.index(p)) : Memberships.UNKNOWN;
            if (configuration != Memberships.UNKNOWN) {
                commits++;
                judge(p, before, configuration);
            }
        }

        private void judge(int p, NodeState leader, int configuration) {
            if (configuration != votersOf) {
                voters = memberships.all().get(configuration).voters().stream()
                        .mapToInt(logs::number)
                        .toArray();
                votersOf = configuration;
            }
            int entry = leader.log.at(logs.from[p]);
            int holding = 0;
            for (int voter : voters) {
                holding += holds(logs, walk, voter, logs.from[p], entry) ? 1 : 0;
            }
            if (2 * holding <= voters.length) {
                Configuration broken = memberships.all().get(configuration);
                List<String> holders = new ArrayList<>(broken.voters());
                holders.removeIf(voter -> !holds(logs, walk, logs.number(voter), logs.from[p], entry));
                findings.add(() -> tooFew(logs, p, entry, broken, holders));
            }
        }

        @Override
        public Verdict verdict() {
            if (commits == 0) {
                return Verdict.unknown(NAME, "no leader committed anything: nothing to judge");
            }
            return findings.invalidOr(
                    Wording.count(commits, "commit") + " by leaders, each of what a majority of the voters held");
        }
    }

    private static boolean holds(ReplicatedLogs logs, LogWalk walk, int voter, long index, int entry) {
        return voter < 0 || holds(logs, walk.state(voter).log, index, entry);
    }

    private static boolean holds(ReplicatedLogs logs, NodeLog log, long index, int entry) {
        int held = log.at(index);
        return held == NodeLog.UNKNOWN || held >= 0 && (entry < 0 || logs.same(held, entry));
    }

    private static Evidence tooFew(
            ReplicatedLogs logs, int p, int entry, Configuration configuration, List<String> holders) {
        Told told = new Told(logs);
        String what = entry >= 0 ? told.bare(entry) : "entry " + logs.from[p];
        return new Evidence(
                told.name(p) + ", leader of term " + logs.event.term(p) + ", committed " + what + " " + told.at(p)
                        + ", which of the voters " + Wording.list(List.copyOf(configuration.voters()))
                        + (holders.isEmpty() ? " none held" : " only " + Wording.list(holders) + " held"),
                entry >= 0 ? told.events(logs.said(entry), p) : told.events(p));
    }
}
