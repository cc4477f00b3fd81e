package io.faultline.harness.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.node.raft.Bytes;
import io.faultline.node.raft.Configuration;
import io.faultline.node.raft.DiskWrite;
import io.faultline.node.raft.Entry;
import io.faultline.node.raft.HardState;
import io.faultline.node.raft.NodeId;
import io.faultline.node.raft.NodeSet;
import io.faultline.node.raft.Payload;
import io.faultline.node.raft.Snapshot;
import io.faultline.node.raft.Stored;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SimulatedDiskTest {
    private static final HardState FIRST = new HardState(1, 1);
    private static final HardState SECOND = new HardState(2, 2);

    @Test
    void aFlushedRecordSurvivesACrash() {
        SimulatedDisk disk = disk(1);
        flush(disk, FIRST);
        disk.crash();
        assertThat(disk.recover().disk().hardState()).isEqualTo(FIRST);
    }

    @Test
    void aFlushUnderWayAtACrashComesThroughSometimesAndSometimesNot() {
        long survived = IntStream.range(0, 1_000)
                .filter(seed -> {
                    SimulatedDisk disk = disk(seed);
                    flush(disk, FIRST);
                    disk.beginFlush(List.of(new DiskWrite.State(SECOND)));
                    disk.crash();
                    return disk.recover().disk().hardState().equals(SECOND);
                })
                .count();
        assertThat(survived).isBetween(350L, 650L);
    }

    @Test
    void aTornLastRecordIsDroppedAndTheOneBeforeItStands() {
        for (int seed = 0; seed < 100; seed++) {
            SimulatedDisk disk = disk(seed);
            flush(disk, FIRST);
            disk.beginFlush(List.of(new DiskWrite.State(SECOND)));
            disk.crashTorn();
            assertThat(disk.recover().disk().hardState()).as("seed %d", seed).isEqualTo(FIRST);
        }
    }

    @Test
    void aCorruptMiddleRecordKeepsTheNodeFromStarting() {
        SimulatedDisk disk = disk(1);
        flush(disk, FIRST);
        flush(disk, SECOND);
        disk.corruptMiddle();
        assertThat(disk.recover().readable()).isFalse();
        assertThat(disk.recover().problem()).contains("checksum").contains("restore the log");
    }

    @Test
    void asManyWritesFailAsWereOrdered() {
        SimulatedDisk disk = disk(1);
        disk.failNextWrites(2);
        assertThat(disk.beginFlush(List.of(new DiskWrite.State(FIRST)))).isEqualTo(-1);
        assertThat(disk.beginFlush(List.of(new DiskWrite.State(FIRST)))).isEqualTo(-1);
        assertThat(disk.beginFlush(List.of(new DiskWrite.State(FIRST)))).isPositive();
    }

    @Test
    void aSlowDiskTakesLongerByWhatItIsSlowedDown() {
        SimulatedDisk disk = disk(1);
        disk.misbehave(0, 5_000_000);
        assertThat(disk.beginFlush(List.of(new DiskWrite.State(FIRST)))).isGreaterThanOrEqualTo(5_100_000);
    }

    @Test
    void theLastRecordStandsHoweverManyWereWritten() {
        SimulatedDisk disk = disk(1);
        for (int term = 1; term <= 1_000; term++) {
            flush(disk, new HardState(term, 1));
        }
        assertThat(disk.recover().disk().hardState()).isEqualTo(new HardState(1_000, 1));
    }

    @Test
    void ofAFlushUnderWaySomeBeginningComesThroughAndNeverALaterPartAlone() {
        Set<Integer> seen = new TreeSet<>();
        for (int seed = 0; seed < 200; seed++) {
            SimulatedDisk disk = disk(seed);
            disk.beginFlush(List.of(append(1, 1), append(2, 1), new DiskWrite.State(SECOND)));
            disk.crash();
            Stored found = disk.recover().disk();
            seen.add(found.entries().size());
            if (found.hardState().equals(SECOND)) {
                assertThat(found.entries()).as("seed %d", seed).hasSize(2);
            }
        }
        assertThat(seen).containsExactly(0, 1, 2);
    }

    @Test
    void theLogIsWhatItsWritesMakeOfIt() {
        SimulatedDisk disk = disk(1);
        Configuration one = Configuration.of(NodeSet.of(NodeId.of(1)));
        Snapshot snapshot = new Snapshot(new Snapshot.Meta(2, 1, 0, 7, one, 0), Bytes.EMPTY);
        disk.beginFlush(List.of(append(1, 1), append(2, 1), append(3, 1), new DiskWrite.Truncate(3)));
        disk.completeFlush();
        disk.beginFlush(List.of(append(3, 2), new DiskWrite.Save(snapshot, true)));
        disk.completeFlush();
        assertThat(disk.recover().disk())
                .isEqualTo(new Stored(HardState.INITIAL, Optional.of(snapshot), List.of(entry(2))));
        disk.crashTorn();
        assertThat(disk.recover().torn()).isTrue();
        assertThat(disk.recover().torn()).as("told once").isFalse();
    }

    private static DiskWrite append(long index, long term) {
        return new DiskWrite.Append(index, List.of(entry(term)));
    }

    private static Entry entry(long term) {
        return new Entry(term, 0, Payload.Noop.NOOP);
    }

    private static SimulatedDisk disk(long seed) {
        return new SimulatedDisk(new SplittableRandom(seed), 100_000, 50_000, Stored.NOTHING);
    }

    private static void flush(SimulatedDisk disk, HardState record) {
        assertThat(disk.beginFlush(List.of(new DiskWrite.State(record)))).isPositive();
        disk.completeFlush();
    }
}
