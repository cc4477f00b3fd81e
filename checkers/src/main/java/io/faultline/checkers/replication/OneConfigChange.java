package io.faultline.checkers.replication;

import io.faultline.checkers.Checker;
import io.faultline.checkers.Evidence;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.finding.Findings;
import io.faultline.checkers.finding.Wording;
import io.faultline.checkers.history.History;
import io.faultline.checkers.membership.Configuration;
import io.faultline.checkers.membership.Memberships;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
final class OneConfigChange implements Checker {
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
    public Verdict check(History history) {
        ReplicatedLogs logs = ReplicatedLogs.of(history);
        if (logs.logEvents == 0) {
            return Verdict.unknown(NAME, "no node said anything about its log: nothing to judge");
        }
        Findings findings = new Findings(NAME);
        Memberships memberships = Memberships.of(history);
        InForce[] before = new InForce[logs.nodes];
        for (int n = 0; n < before.length; n++) {
            before[n] = new InForce(memberships);
        }
        int[] changes = new int[1];
        new LogWalk(logs).along((p, state) -> {
            InForce old = before[logs.node[p]];
            if (logs.kind[p] == LogKind.CONFIG_CHANGED && state.leadsAt(p) && old.isFollowedBy(logs, p)) {
                changes[0]++;
                judge(logs, old, memberships.all().get(number(memberships, logs, p)), p, state, findings);
            }
            old.take(logs, p);
        });
        return findings.invalidOr(
                changes[0] == 0
                        ? "no leader changed the configuration, in " + Wording.count(logs.logEvents, "event")
                                + " about logs"
                        : Wording.count(changes[0], "change") + " of one voter at most, each behind a committed one");
    }

    private static int number(Memberships memberships, ReplicatedLogs logs, int p) {
        return memberships.inForce(logs.event[p].index());
    }

    /** What is in force at one node, and which events said so. */
    private static final class InForce {
        private final Memberships memberships;
        private final Map<Integer, Integer> told = new HashMap<>();
        private int number = Memberships.UNKNOWN;

        InForce(Memberships memberships) {
            this.memberships = memberships;
        }

        Configuration configuration() {
            return memberships.all().get(number);
        }

        /** The event by which the node first said that it is in force. */
        int position() {
            return told.getOrDefault(number, NodeState.NONE);
        }

        /** Whether it is known, and the event at this position tells of one from a later entry. */
        boolean isFollowedBy(ReplicatedLogs logs, int p) {
            return number != Memberships.UNKNOWN
                    && memberships.all().get(number(memberships, logs, p)).index()
                            > configuration().index();
        }

        void take(ReplicatedLogs logs, int p) {
            number = number(memberships, logs, p);
            told.putIfAbsent(number, p);
        }
    }

    private static void judge(
            ReplicatedLogs logs, InForce before, Configuration now, int p, NodeState leader, Findings findings) {
        Told told = new Told(logs);
        Configuration old = before.configuration();
        int since = before.position();
        long commit = leader.commit;
        String who = told.name(p) + ", leader of term " + logs.event[p].term() + ", ";
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
        long term = logs.event[p].term();
        long commit = leader.commit;
        int committed = commit > 0 ? leader.log.at(commit) : NodeLog.UNKNOWN;
        if (commit == 0 || committed >= 0 && logs.term[committed] < term) {
            Told told = new Told(logs);
            int leads = leader.leads;
            findings.add(() -> new Evidence(
                    told.name(p) + ", leader of term " + term + ", began the change of entry " + now.index()
                            + " " + told.at(p) + " before it had committed anything of that term: its commit"
                            + " index was " + commit
                            + (committed >= 0 ? ", an entry of term " + logs.term[committed] : ""),
                    told.events(committed >= 0 ? logs.said[committed] : NodeState.NONE, leads, p)));
        }
    }
}
