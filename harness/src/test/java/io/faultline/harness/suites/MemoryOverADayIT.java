package io.faultline.harness.suites;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.checkers.history.LogFact;
import io.faultline.checkers.history.NodeEvent;
import io.faultline.checkers.history.OperationEvent;
import io.faultline.checkers.history.OperationType;
import io.faultline.harness.cluster.Cluster;
import io.faultline.harness.cluster.ClusterSpec;
import io.faultline.harness.sim.SimulatedGround;
import io.faultline.harness.workload.Clients;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The memory of the simulator and of the nodes in it does not grow with time where logs are compacted: a history does, so it
 * is passed on here. An hour by default; {@code -Dfaultline.memory.hours=24} for a day.
 */
class MemoryOverADayIT {
    private static final long HOUR = 3_600_000_000_000L;
    private static final int PARTS = 12;
    private static final double RATE = 100;
    private static final int SNAPSHOT_ENTRIES = 1_000;

    /** What may come between two collections; two bytes for each operation of an hour would be more. */
    private static final long SLACK = 512 << 10;

    private final long length = Long.getLong("faultline.memory.hours", 1) * HOUR;
    private final Counts counts = new Counts();

    /** What went by. */
    private static final class Counts {
        private long events;
        private long succeeded;
        private long snapshots;

        void take(Event event) {
            events++;
            if (event instanceof OperationEvent operation && operation.type() == OperationType.OK) {
                succeeded++;
            } else if (event instanceof NodeEvent said && said.fact() instanceof LogFact.SnapshotTaken) {
                snapshots++;
            }
        }
    }

    @Test
    void whatACollectionLeavesDoesNotGrow() {
        HistoryRecorder recorder = HistoryRecorder.to(counts::take);
        ClusterSpec spec = ClusterSpec.of(5)
                .withOptions(Map.of("snapshot-entries", String.valueOf(SNAPSHOT_ENTRIES), "session-ttl", "60s"));
        List<Long> heap = new ArrayList<>();
        try (Cluster cluster = new SimulatedGround().open(spec, 1, recorder)) {
            cluster.start();
            Clients.Kind kind = Clients.Kind.CAS_REGISTER;
            Clients clients =
                    Clients.of(kind, kind.standardLoad().withRate(RATE).withPinned(0), cluster, recorder, 1);
            clients.start();
            for (int part = 1; part <= PARTS; part++) {
                cluster.runUntil(length / PARTS * part);
                heap.add(live());
                System.out.printf(
                        Locale.ROOT,
                        "memory after %.2f simulated hours: %,d KiB live, logs and snapshots %,d KiB, %,d events%n",
                        (double) length / PARTS * part / HOUR,
                        heap.get(part - 1) >> 10,
                        disk(cluster) >> 10,
                        counts.events);
                assertThat(disk(cluster)).as("bytes on five disks").isLessThan(5 * 4L * SNAPSHOT_ENTRIES * 100);
            }
        }
        double seconds = length / 1e9;
        assertThat(counts.succeeded).as("operations").isGreaterThan((long) (0.5 * RATE * seconds));
        assertThat(counts.snapshots)
                .as("snapshots")
                .isGreaterThan(5 * (long) (0.2 * RATE * seconds / SNAPSHOT_ENTRIES));
        // It rises and falls with logs and sessions; what leaks raises the least of it too.
        long early = Collections.min(heap.subList(0, PARTS / 3));
        long late = Collections.min(heap.subList(PARTS - PARTS / 3, PARTS));
        assertThat(late)
                .as("live bytes, at their least in the last third of %s", heap)
                .isLessThan(early + SLACK);
    }

    private static long disk(Cluster cluster) {
        return cluster.nodes().stream()
                .map(node -> cluster.diskUse(node).orElseThrow())
                .mapToLong(use -> use.logBytes() + use.snapshotBytes())
                .sum();
    }

    private static long live() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
