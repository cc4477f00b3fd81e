package io.faultline.node.raft;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.node.testing.LittleCluster;
import io.faultline.node.testing.LittleCluster.Reported;
import java.util.Map;
import java.util.TreeMap;

/** Looks at each event of a little cluster and fails at the first that breaks a property of Figure 3. */
final class SafetyWatch {
    /** An entry known to be committed: its digest, and the first term in which a node said so. */
    private record Known(long digest, long since) {}

    private record Place(long index, long term) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return index != other.index ? Long.compare(index, other.index) : Long.compare(term, other.term);
        }
    }

    private final LittleCluster cluster;
    private final String what;
    private final Map<Long, NodeId> leaders = new TreeMap<>();
    private final Map<Place, Long> digests = new TreeMap<>();
    private final TreeMap<Long, Known> committed = new TreeMap<>();
    private final Map<Long, Long> states = new TreeMap<>();
    private final Map<NodeId, Long> applied = new TreeMap<>();

    SafetyWatch(LittleCluster cluster, String what) {
        this.cluster = cluster;
        this.what = what;
        cluster.watch(this::see);
    }

    long lastCommitted() {
        return committed.isEmpty() ? 0 : committed.lastKey();
    }

    private void see(Reported report) {
        Fact fact = report.fact();
        NodeId node = report.node();
        if (fact instanceof Fact.Appended appended) {
            for (int i = 0; i < appended.terms().length; i++) {
                same(
                        digests,
                        new Place(appended.from() + i, appended.terms()[i]),
                        appended.digests()[i],
                        "log matching");
            }
        } else if (fact instanceof Fact.Leader) {
            NodeId other = leaders.putIfAbsent(report.event().term(), node);
            assertThat(other).as("%s: two leaders of one term", what).isIn(null, node);
            complete(node, report.event().term());
        } else if (fact instanceof Fact.Committed commit) {
            committed(node, commit.index(), report.event().term());
        } else if (fact instanceof Fact.Applied apply) {
            assertThat(apply.from()).as("%s: %s applies in order", what, node).isEqualTo(applied.get(node) + 1);
            for (int i = 0; i < apply.digests().length; i++) {
                same(states, apply.from() + i, apply.digests()[i], "state machine safety");
            }
            applied.put(node, apply.from() + apply.digests().length - 1);
        } else if (fact instanceof Fact.Started started) {
            restored(node, started.snapshot());
        } else if (fact instanceof Fact.SnapshotInstalled installed) {
            assertThat(installed.snapshot().index())
                    .as("%s: %s never goes back", what, node)
                    .isGreaterThan(applied.get(node));
            restored(node, installed.snapshot());
        } else if (fact instanceof Fact.SnapshotTaken taken) {
            same(states, taken.snapshot().index(), taken.snapshot().digest(), "the snapshot's state");
        }
    }

    private void restored(NodeId node, Fact.SnapshotPoint snapshot) {
        applied.put(node, snapshot == null ? 0 : snapshot.index());
        if (snapshot != null) {
            same(states, snapshot.index(), snapshot.digest(), "the snapshot's state");
        }
    }

    private void committed(NodeId node, long index, long term) {
        logOf(node).headMap(index, true).forEach((place, digest) -> {
            Known known = committed.get(place);
            if (known == null) {
                committed.put(place, new Known(digest, term));
            } else {
                assertThat(digest)
                        .as("%s: entry %d that %s commits", what, place, node)
                        .isEqualTo(known.digest());
                committed.put(place, new Known(digest, Math.min(term, known.since())));
            }
        });
    }

    private void complete(NodeId leader, long term) {
        TreeMap<Long, Long> log = logOf(leader);
        committed.tailMap(log.isEmpty() ? 1L : log.firstKey()).forEach((index, known) -> {
            if (known.since() < term) {
                assertThat(log.get(index))
                        .as("%s: entry %d in the log of %s, leader of term %d", what, index, leader, term)
                        .isEqualTo(known.digest());
            }
        });
    }

    /** The digest of a node's log at each of its entries and at its snapshot. */
    private TreeMap<Long, Long> logOf(NodeId node) {
        Stored disk = cluster.disk(node);
        TreeMap<Long, Long> log = new TreeMap<>();
        long index = 0;
        long digest = Digests.EMPTY;
        if (disk.snapshot().isPresent()) {
            index = disk.snapshot().get().meta().index();
            digest = disk.snapshot().get().meta().logDigest();
            log.put(index, digest);
        }
        for (Entry entry : disk.entries()) {
            digest = Digests.mix(digest, entry.hash());
            log.put(++index, digest);
        }
        return log;
    }

    private <K> void same(Map<K, Long> known, K key, long value, String property) {
        Long before = known.putIfAbsent(key, value);
        assertThat(before == null || before == value)
                .as("%s: %s at %s", what, property, key)
                .isTrue();
    }
}
