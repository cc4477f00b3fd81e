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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Configurations change one server at a time (Raft §6; the dissertation's §4.1): a leader begins a change only when the
 * one before it is committed and when it has committed an entry of its own term (the author's amendment of July 2015), and
 * adds or removes one voter.
 *
 * <p>Judged where a leader brings a new configuration into force and it is known which one it had before: the last one that
 * its log held, so that one that was removed from the log does not count. Followers are not judged: they may take over
 * several changes at once.
 */
final class OneConfigChange extends LogChecker {
    private static final String NAME = "one-config-change";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String claim() {
        return "configurations change one voter at a time, each when the one before is committed";
    }

    @Override
    LogRule rule(History history, LogWalk walk) {
        return new Rule(ReplicatedLogs.of(history), Memberships.of(history));
    }

    /** On one walk. */
    private static final class Rule implements LogRule {
        private final ReplicatedLogs logs;
        private final Memberships memberships;
        private final Findings findings = new Findings(NAME);
        /** By node: the events by which it first said of each configuration that it is in force. */
        private final List<Map<Integer, Integer>> told = new ArrayList<>();

        private int changes;

        Rule(ReplicatedLogs logs, Memberships memberships) {
            this.logs = logs;
            this.memberships = memberships;
            for (int n = 0; n < logs.nodes; n++) {
                told.add(new HashMap<>());
            }
        }

        /** Those by which what is in force may become another one. */
        @Override
        public Set<LogKind> kinds() {
            return EnumSet.of(LogKind.STARTED, LogKind.CONFIG_CHANGED, LogKind.TRUNCATED);
        }

        @Override
        public void judge(int p, NodeState before) {
            int now = inForce(p);
            if (logs.kind[p] == LogKind.CONFIG_CHANGED && before.leadsAt(p)) {
                int old = inForce(before.last);
                if (old != Memberships.UNKNOWN
                        && configuration(now).index() > configuration(old).index()) {
                    int since = told.get(logs.node[p]).getOrDefault(old, NodeState.NONE);
                    changes++;
                    OneConfigChange.judge(logs, configuration(old), since, configuration(now), p, before, findings);
                }
            }
            told.get(logs.node[p]).putIfAbsent(now, p);
        }

        private int inForce(int p) {
            return memberships.inForce(logs.event.index(p));
        }

        private Configuration configuration(int number) {
            return memberships.all().get(number);
        }

        @Override
        public Verdict verdict() {
            if (logs.logEvents == 0) {
                return Verdict.unknown(NAME, "no node said anything about its log: nothing to judge");
            }
            return findings.invalidOr(
                    changes == 0
                            ? "no leader changed the configuration, in " + Wording.count(logs.logEvents, "event")
                                    + " about logs"
                            : Wording.count(changes, "change") + " of one voter at most, each behind a committed one");
        }
    }

    private static void judge(
            ReplicatedLogs logs,
            Configuration old,
            int since,
            Configuration now,
            int p,
            NodeState leader,
            Findings findings) {
        Told told = new Told(logs);
        long commit = leader.commit;
        String who = told.name(p) + ", leader of term " + logs.event.term(p) + ", ";
        if (commit != NodeState.UNKNOWN && old.index() > commit) {
            findings.add(() -> new Evidence(
                    who + "began the change of entry " + now.index() + " " + told.at(p) + " when that of entry "
                            + old.index() + " " + told.at(since) + " was not committed yet: its commit index was "
                            + commit,
                    told.events(since, p)));
        }
        TreeSet<String> changed = new TreeSet<>(old.voters());
        changed.removeAll(now.voters());
        now.voters().stream().filter(voter -> !old.voters().contains(voter)).forEach(changed::add);
        if (changed.size() > 1) {
            findings.add(() -> new Evidence(
                    who + "changed the voters " + Wording.list(List.copyOf(changed))
                            + " at once, from the configuration of entry " + old.index() + " " + told.at(since)
                            + " to that of entry " + now.index() + " " + told.at(p) + ": two majorities need not meet",
                    told.events(since, p)));
        }
        ownCommit(logs, now, p, leader, findings);
    }

    /** Else two leaders, one after the other, may each take the configuration of a majority that the other does not know. */
    private static void ownCommit(ReplicatedLogs logs, Configuration now, int p, NodeState leader, Findings findings) {
        long term = logs.event.term(p);
        long commit = leader.commit;
        int committed = commit > 0 ? leader.log.at(commit) : NodeLog.UNKNOWN;
        if (commit == 0 || committed >= 0 && logs.term(committed) < term) {
            Told told = new Told(logs);
            int leads = leader.leads;
            findings.add(() -> new Evidence(
                    told.name(p) + ", leader of term " + term + ", began the change of entry " + now.index()
                            + " " + told.at(p) + " before it had committed anything of that term: its commit"
                            + " index was " + commit
                            + (committed >= 0 ? ", an entry of term " + logs.term(committed) : ""),
                    told.events(committed >= 0 ? logs.said(committed) : NodeState.NONE, leads, p)));
        }
    }
}
