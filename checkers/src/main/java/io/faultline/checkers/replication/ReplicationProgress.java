package io.faultline.checkers.replication;

import io.faultline.checkers.Evidence;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.election.CalmTimes;
import io.faultline.checkers.election.ElectionCheckers;
import io.faultline.checkers.finding.Findings;
import io.faultline.checkers.finding.Wording;
import io.faultline.checkers.history.History;
import io.faultline.checkers.membership.Memberships;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A majority that is left alone gets on with its log (Raft §5.3: the leader retries until all followers store all entries):
 * what its leader holds is committed within D, and what the leader committed so are all of the majority within another.
 *
 * <p>D is that of eventual election, and longer where somebody has many entries to catch up with. It counts from whatever is last: that the majority was left alone, that the leader began
 * to lead, that the entry came. Leaders that lose their office first owe nothing more; a change of members makes time begin
 * anew, and only to voters of a leader's configuration anything is owed.
 */
final class ReplicationProgress extends LogChecker {
    private static final String NAME = "replication-progress";

    /** So many entries that somebody is behind double the time it has: whoever sends them one by one is slow, not stuck. */
    private static final long PATIENT_FOR = 100;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String claim() {
        return "in calm, what the leader holds is committed and reaches its followers";
    }

    @Override
    LogRule rule(History history, LogWalk walk) {
        return new Debts(
                ReplicatedLogs.of(history), walk, Memberships.of(history), ElectionCheckers.calmTimes(history, 0));
    }

    /** What is owed, and until when. */
    private static final class Debts implements LogRule {
        private final ReplicatedLogs logs;
        private final LogWalk walk;
        private final List<CalmTimes.Stretch> stretches;
        private final long patience;
        private final Findings findings = new Findings(NAME);
        private final Memberships memberships;
        private final ArrayDeque<Debt> open = new ArrayDeque<>();
        private int current;
        private boolean entered;
        /** Whoever of the majority of this stretch ever speaks. */
        private int[] calm;
        /** Who of them owes while that configuration is in force at the leader. */
        private int[] owing;

        private int owingIn;
        private int leader = NodeState.NONE;
        private long paid;

        Debts(ReplicatedLogs logs, LogWalk walk, Memberships memberships, CalmTimes calm) {
            this.logs = logs;
            this.walk = walk;
            this.memberships = memberships;
            this.stretches = calm.stretches();
            this.patience = calm.patience();
        }

        @Override
        public Set<LogKind> kinds() {
            return EnumSet.allOf(LogKind.class);
        }

        @Override
        public void judge(int p, NodeState before) {
            long index = logs.event.index(p);
            leave(index);
            boolean inCalm = current < stretches.size()
                    && index >= stretches.get(current).index();
            if (inCalm) {
                enter();
                due(logs.event.time(p));
                boolean ofLeader = leader != NodeState.NONE && logs.node[leader] == logs.node[p];
                if (ofLeader && (!before.leadsAt(p) || logs.kind[p] == LogKind.CONFIG_CHANGED)) {
                    settle();
                }
            }
            if (inCalm) {
                owe(p, before);
            }
        }

        /** Closes the stretches that end at this event or before. */
        private void leave(long index) {
            while (current < stretches.size() && stretches.get(current).endIndex() <= index) {
                enter();
                due(stretches.get(current).to());
                settle();
                current++;
                entered = false;
                owing = null;
            }
        }

        /** Whoever leads when a stretch begins owes from then on, also if it never speaks again. */
        private void enter() {
            if (entered) {
                return;
            }
            entered = true;
            CalmTimes.Stretch stretch = stretches.get(current);
            calm = stretch.nodes().stream()
                    .mapToInt(logs::number)
                    .filter(node -> node >= 0)
                    .toArray();
            for (int node : calm) {
                int leads = walk.state(node).leads;
                if (leads != NodeState.NONE
                        && (leader == NodeState.NONE || logs.event.term(leads) > logs.event.term(leader))) {
                    leader = leads;
                }
            }
            if (leader != NodeState.NONE) {
                NodeState state = walk.state(logs.node[leader]);
                add(state.last, stretch.from(), state.log.end(), false);
                add(state.last, stretch.from(), state.commit, true);
            }
        }

        private void owe(int p, NodeState before) {
            boolean leads = logs.kind[p] == LogKind.LEADER || before.leadsAt(p);
            if (!leads || !isCalm(logs.node[p])) {
                return;
            }
            if (leader == NodeState.NONE || logs.node[leader] != logs.node[p]) {
                settle();
                leader = p;
                add(p, logs.event.time(p), before.log.end(), false);
                add(p, logs.event.time(p), before.commit, true);
            }
            if (logs.kind[p] == LogKind.APPENDED) {
                add(p, logs.event.time(p), logs.end(p) - 1, false);
            } else if (logs.kind[p] == LogKind.COMMITTED) {
                add(p, logs.event.time(p), logs.from[p], true);
            }
        }

        private boolean isCalm(int node) {
            for (int one : calm) {
                if (one == node) {
                    return true;
                }
            }
            return false;
        }

        private void add(int p, long since, long index, boolean committed) {
            if (index > 0) {
                long least = index;
                for (int node : calm) {
                    least = Math.min(least, walk.state(node).commit);
                }
                long time = patience + (index - Math.max(0, least)) * (patience / PATIENT_FOR);
                open.add(new Debt(p, since + time, index, committed));
            }
        }

        /** Nothing is owed any more; what was paid by now is counted. */
        private void settle() {
            for (Debt debt : open) {
                paid += walk.state(logs.node[leader]).commit >= debt.index ? 1 : 0;
            }
            open.clear();
            leader = NodeState.NONE;
        }

        /** Judges what was due before that time. */
        private void due(long time) {
            while (!open.isEmpty() && open.getFirst().until < time) {
                Debt debt = open.removeFirst();
                for (int node : owing(walk.state(logs.node[leader]))) {
                    judge(debt, node);
                }
            }
        }

        /** Who of the majority votes at the leader; nobody where those are no majority, or are not known. */
        private int[] owing(NodeState state) {
            int configuration = memberships.inForce(logs.event.index(state.last));
            if (owing == null || configuration != owingIn) {
                owingIn = configuration;
                Set<String> all = configuration == Memberships.UNKNOWN
                        ? Set.of()
                        : memberships.all().get(configuration).voters();
                List<String> voting = new ArrayList<>(stretches.get(current).nodes());
                voting.retainAll(all);
                owing = voting.size() * 2 > all.size()
                        ? voting.stream().mapToInt(logs::number).toArray()
                        : new int[0];
            }
            return owing;
        }

        private void judge(Debt debt, int node) {
            boolean owes = node >= 0 && (debt.committed || node == logs.node[leader]);
            if (owes && walk.state(node).commit != NodeState.UNKNOWN) {
                judge(debt, node, walk.state(node).commit);
            }
        }

        private void judge(Debt debt, int node, long commit) {
            paid++;
            if (commit < debt.index) {
                findings.add(() -> evidence(debt, node, commit));
            }
        }

        private Evidence evidence(Debt debt, int node, long commit) {
            Told told = new Told(logs);
            String who = told.name(debt.position) + ", leader of term " + logs.event.term(debt.position);
            String what = debt.committed
                    ? " committed up to " + debt.index + " " + told.at(debt.position) + ", but " + logs.name(node)
                            + " had committed up to "
                    : " held entries up to " + debt.index + " " + told.at(debt.position)
                            + ", but had committed them up to ";
            return new Evidence(
                    who + what + commit + " " + Wording.seconds(debt.until - logs.event.time(debt.position))
                            + " later, in calm",
                    told.events(debt.position));
        }

        @Override
        public void end() {
            leave(Long.MAX_VALUE);
        }

        @Override
        public Verdict verdict() {
            if (logs.logEvents == 0) {
                return Verdict.unknown(NAME, "no node said anything about its log: nothing to judge");
            } else if (paid == 0) {
                return Verdict.unknown(
                        NAME, "no leader was left alone long enough with anything in its log: nothing to judge");
            }
            return findings.invalidOr(Wording.count(paid, "position") + " of logs reached in time, in "
                    + Wording.count(stretches.size(), "calm stretch", "calm stretches"));
        }
    }

    /**
     * The leader must have committed that far by then, or, of what it has committed, each of the majority.
     *
     * @param position the event since which it is owed
     */
    private record Debt(int position, long until, long index, boolean committed) {}
}
