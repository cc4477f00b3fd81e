package io.faultline.checkers.replication;

import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.LogFact;
import io.faultline.checkers.history.LogStart;
import io.faultline.checkers.history.NodeEvent;
import io.faultline.checkers.history.NodeFact;
import io.faultline.checkers.history.SnapshotPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which of the replication checkers must accuse, found by comparing everything with everything. */
final class SlowReplication {
    private final List<NodeEvent> events = new ArrayList<>();
    private final TreeMap<String, SlowNode> nodes = new TreeMap<>();
    private final TreeSet<String> accusing = new TreeSet<>();
    private final List<Reported> reported = new ArrayList<>();
    private final List<State> states = new ArrayList<>();
    private final TreeMap<Long, SlowNode.Entry> committed = new TreeMap<>();
    private long committedUpTo;
    private final Map<Long, SlowNode.Entry> everCommitted;
    private final SlowConfigurations configurations;

    private record Reported(long index, SlowNode.Entry entry) {}

    private record State(long index, String digest) {}

    /** A commit in a term, of these entries. */
    private record Commit(long term, long upTo) {}

    private final List<Commit> commits;

    private SlowReplication(History history, SlowReplication before) {
        for (Event event : history.events()) {
            if (event instanceof NodeEvent node) {
                events.add(node);
            }
        }
        configurations = new SlowConfigurations(history, events);
        everCommitted = before == null ? Map.of() : before.committed;
        commits = before == null ? new ArrayList<>() : before.commits;
        for (NodeEvent event : events) {
            SlowNode node = nodes.computeIfAbsent(event.node(), name -> new SlowNode());
            node.notice(event);
            if (before == null) {
                commit(event, node);
            } else {
                judge(event, node);
                commit(event, node);
            }
            node.take(event, events);
        }
        if (events.stream().noneMatch(event -> event.fact() instanceof LogFact)) {
            accusing.clear();
        }
    }

    static SlowReplication of(History history) {
        return new SlowReplication(history, new SlowReplication(history, null));
    }

    /** The names of the checkers that must say invalid. */
    TreeSet<String> accusing() {
        return accusing;
    }

    /** Whether a digest stands for one entry at one index, and an entry has one digest. */
    boolean digestsAreTrue() {
        return !accusing.contains("log-matching")
                && reported.stream()
                        .allMatch(one -> reported.stream()
                                .filter(other -> one.entry.digest().equals(other.entry.digest()))
                                .allMatch(one::equals));
    }

    private void commit(NodeEvent event, SlowNode node) {
        if (event.fact() instanceof LogFact.Committed said) {
            long upTo = Math.min(said.index(), node.end);
            for (long index = committedUpTo + 1; index <= upTo; index++) {
                if (node.log.containsKey(index)) {
                    committed.put(index, node.log.get(index));
                }
            }
            committedUpTo = Math.max(committedUpTo, upTo);
            commits.add(new Commit(event.term(), upTo));
        }
    }

    private void judge(NodeEvent event, SlowNode node) {
        NodeFact fact = event.fact();
        if (fact instanceof LogFact.Appended appended) {
            appended(node, appended);
        } else if (fact instanceof LogFact.Truncated truncated) {
            accuse("log-matching", node.sure && truncated.from() > node.end);
            accuse("leader-append-only", node.ledTerm != null);
            accuse("commit-monotone", node.commit != null && truncated.from() <= node.commit);
        } else if (fact instanceof LogFact.Committed said) {
            accuse("commit-monotone", node.commit != null && said.index() < node.commit);
            accuse("commit-monotone", node.sure && said.index() > node.end);
            accuse(
                    "commit-quorum",
                    node.ledTerm != null && !onMajority(event, node.log.get(said.index()), said.index()));
            for (long index = 1; index <= Math.min(said.index(), Math.min(node.end, committedUpTo)); index++) {
                accuse("commit-monotone", committed.containsKey(index) && node.differs(index, committed.get(index)));
            }
        } else if (fact instanceof LogFact.Applied applied) {
            long last = applied.from() + applied.digests().size() - 1;
            accuse("applied-in-order", node.applied != null && applied.from() != node.applied + 1);
            accuse("state-machine-safety", node.commit != null && last > node.commit);
            for (int k = 0; k < applied.digests().size(); k++) {
                state(new State(applied.from() + k, applied.digests().get(k)));
            }
        } else if (fact instanceof LogFact.SnapshotTaken taken) {
            snapshot(taken.snapshot());
        } else if (fact instanceof LogFact.SnapshotInstalled installed) {
            snapshot(installed.snapshot());
            accuse("leader-append-only", node.ledTerm != null);
            accuse(
                    "applied-in-order",
                    node.applied != null && installed.snapshot().index() < node.applied);
        } else if (fact instanceof NodeFact.Started started) {
            started(event, node, started.disk());
        } else if (fact instanceof NodeFact.Leader) {
            leader(event, node);
        }
    }

    private boolean onMajority(NodeEvent commit, SlowNode.Entry entry, long index) {
        Set<String> voters = configurations.voters(commit);
        long holding = voters.stream()
                .map(nodes::get)
                .filter(voter -> voter == null
                        || (entry == null ? voter.holds(index) : voter.holds(index) && !voter.differs(index, entry)))
                .count();
        return voters.isEmpty() || 2 * holding > voters.size();
    }

    private void appended(SlowNode node, LogFact.Appended appended) {
        long end = appended.from() + appended.terms().size() - 1;
        accuse("log-matching", node.sure && appended.from() > node.end + 1);
        accuse("leader-append-only", node.ledTerm != null && node.sure && appended.from() <= node.end);
        for (int k = 0; k < appended.terms().size(); k++) {
            long index = appended.from() + k;
            SlowNode.Entry entry = new SlowNode.Entry(
                    appended.terms().get(k), appended.digests().get(k));
            boolean replaces = index <= node.end && node.differs(index, entry);
            accuse("log-matching", replaces && end < node.end);
            accuse("commit-monotone", replaces && node.commit != null && index <= node.commit);
            for (Reported other : reported) {
                accuse(
                        "log-matching",
                        other.index == index
                                && other.entry.term() == entry.term()
                                && !other.entry.digest().equals(entry.digest()));
            }
            reported.add(new Reported(index, entry));
        }
    }

    private void snapshot(SnapshotPoint snapshot) {
        state(new State(snapshot.index(), snapshot.digest()));
        SlowNode.Entry entry = committed.get(snapshot.index());
        accuse("commit-monotone", entry != null && entry.term() != snapshot.term());
    }

    private void state(State state) {
        for (State other : states) {
            accuse("state-machine-safety", other.index == state.index && !other.digest.equals(state.digest));
        }
        states.add(state);
    }

    private void started(NodeEvent event, SlowNode node, LogStart disk) {
        if (disk.snapshot() != null) {
            state(new State(disk.snapshotIndex(), disk.snapshot().digest()));
        }
        accuse("durable-log", node.seen && disk.snapshotIndex() < node.base);
        accuse("durable-log", disk.firstIndex() > disk.snapshotIndex() + 1);
        long lost = node.lost(disk);
        SlowNode.Entry entry = node.log.get(lost);
        long upToTerm = event.term();
        if (entry != null && entry.equals(everCommitted.get(lost))) {
            for (Commit commit : commits) {
                upToTerm = commit.upTo >= lost ? Math.min(upToTerm, commit.term - 1) : upToTerm;
            }
        }
        accuse("durable-log", lost > 0 && !node.maybeTruncated(event, upToTerm, events));
    }

    private void leader(NodeEvent event, SlowNode node) {
        for (Commit commit : commits) {
            for (long index = 1; index <= commit.upTo && commit.term < event.term(); index++) {
                boolean known = everCommitted.containsKey(index);
                accuse("leader-completeness", !node.holds(index));
                accuse("leader-completeness", known && node.differs(index, everCommitted.get(index)));
            }
        }
    }

    private void accuse(String checker, boolean wrong) {
        if (wrong) {
            accusing.add(checker);
        }
    }
}
