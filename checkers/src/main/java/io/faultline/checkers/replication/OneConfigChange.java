package io.faultline.checkers.replication;

import io.faultline.checkers.Checker;
import io.faultline.checkers.Evidence;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.finding.Findings;
import io.faultline.checkers.finding.Wording;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.LogFact;
import io.faultline.checkers.history.NodeFact;
import java.util.List;
import java.util.TreeSet;

/**
 * Configurations change one server at a time (Raft §6; the dissertation's §4.1): a leader begins a change only when the
 * one before it is committed and when it has committed an entry of its own term (the author's amendment of July 2015), and
 * adds or removes one voter.
 *
 * <p>Judged where a leader brings a new configuration into force and the node said in that same incarnation which one it
 * had before, or began with an empty log. Followers are not judged: they may take over several changes at once.
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
        InForce[] configurations = new InForce[logs.nodes];
        int[] changes = new int[1];
        new LogWalk(logs).along((p, before) -> {
            InForce old = logs.missed[p] ? null : configurations[logs.node[p]];
            InForce now = next(logs, p, old);
            boolean leaderSays = logs.kind[p] == LogKind.CONFIG_CHANGED && before.leadsAt(p);
            if (leaderSays && old != null && now.index > old.index) {
                changes[0]++;
                judge(logs, old, now, before, findings);
                ownCommit(logs, now, before, findings);
            }
            configurations[logs.node[p]] = now;
        });
        return findings.invalidOr(
                changes[0] == 0
                        ? "no leader changed the configuration, in " + Wording.count(logs.logEvents, "event")
                                + " about logs"
                        : Wording.count(changes[0], "change") + " of one voter at most, each behind a committed one");
    }

    /** A configuration in force at a node, by the entry that holds it and the event that says so. */
    private record InForce(long index, TreeSet<String> voters, int position) {}

    /** What is in force after the event at this position; null where that is not known. */
    private static InForce next(ReplicatedLogs logs, int p, InForce old) {
        switch (logs.kind[p]) {
            case STARTED -> {
                NodeFact.Started started = (NodeFact.Started) logs.event[p].fact();
                boolean fresh = started.log().index() == 0 && started.disk().snapshot() == null;
                return fresh ? new InForce(0, new TreeSet<>(started.members()), p) : null;
            }
            case CONFIG_CHANGED -> {
                LogFact.ConfigChanged changed = (LogFact.ConfigChanged) logs.event[p].fact();
                return new InForce(changed.index(), new TreeSet<>(changed.voters()), p);
            }
            case SNAPSHOT_INSTALLED -> {
                return null;
            }
            case TRUNCATED -> {
                return old == null || logs.from[p] <= old.index ? null : old;
            }
            default -> {
                return old;
            }
        }
    }

    /** Else two leaders, one after the other, may each take the configuration of a majority that the other does not know. */
    private static void ownCommit(ReplicatedLogs logs, InForce now, NodeState leader, Findings findings) {
        long term = logs.event[now.position].term();
        int committed = leader.commit > 0 ? leader.log.at(leader.commit) : NodeLog.UNKNOWN;
        boolean nothingYet = leader.commit == 0 || committed >= 0 && logs.term[committed] < term;
        if (nothingYet) {
            Told told = new Told(logs);
            long commit = leader.commit;
            int last = committed >= 0 ? logs.said[committed] : NodeState.NONE;
            findings.add(() -> new Evidence(
                    told.name(now.position) + ", leader of term " + term + ", began the change of entry " + now.index
                            + " " + told.at(now.position) + " before it had committed anything of that term: its commit"
                            + " index was " + commit
                            + (committed >= 0 ? ", an entry of term " + logs.term[committed] : ""),
                    told.events(last, leader.leads, now.position)));
        }
    }

    private static void judge(ReplicatedLogs logs, InForce old, InForce now, NodeState leader, Findings findings) {
        Told told = new Told(logs);
        long commit = leader.commit;
        if (commit != NodeState.UNKNOWN && old.index > commit) {
            findings.add(() -> new Evidence(
                    told.name(now.position) + ", leader of term "
                            + logs.event[now.position].term() + ", began the change of entry " + now.index + " "
                            + told.at(now.position) + " when that of entry " + old.index + " "
                            + told.at(old.position) + " was not committed yet: its commit index was " + commit,
                    told.events(old.position, now.position)));
        }
        TreeSet<String> changed = new TreeSet<>(old.voters);
        changed.removeAll(now.voters);
        for (String voter : now.voters) {
            if (!old.voters.contains(voter)) {
                changed.add(voter);
            }
        }
        if (changed.size() > 1) {
            findings.add(() -> new Evidence(
                    told.name(now.position) + ", leader of term "
                            + logs.event[now.position].term() + ", changed the voters "
                            + Wording.list(List.copyOf(changed))
                            + " at once, from the configuration of entry " + old.index + " "
                            + told.at(old.position) + " to that of entry " + now.index + " " + told.at(now.position)
                            + ": two majorities need not meet",
                    told.events(old.position, now.position)));
        }
    }
}
