package io.faultline.harness.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.node.raft.HardState;
import java.util.SplittableRandom;
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
        assertThat(disk.recover().hardState()).isEqualTo(FIRST);
    }

    @Test
    void aFlushUnderWayAtACrashComesThroughSometimesAndSometimesNot() {
        long survived = IntStream.range(0, 1_000)
                .filter(seed -> {
                    SimulatedDisk disk = disk(seed);
                    flush(disk, FIRST);
                    disk.beginFlush(SECOND);
                    disk.crash();
                    return disk.recover().hardState().equals(SECOND);
                })
                .count();
        assertThat(survived).isBetween(350L, 650L);
    }

    @Test
    void aTornLastRecordIsDroppedAndTheOneBeforeItStands() {
        for (int seed = 0; seed < 100; seed++) {
            SimulatedDisk disk = disk(seed);
            flush(disk, FIRST);
            disk.beginFlush(SECOND);
            disk.crashTorn();
            assertThat(disk.recover().hardState()).as("seed %d", seed).isEqualTo(FIRST);
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
        assertThat(disk.beginFlush(FIRST)).isEqualTo(-1);
        assertThat(disk.beginFlush(FIRST)).isEqualTo(-1);
        assertThat(disk.beginFlush(FIRST)).isPositive();
    }

    @Test
    void aSlowDiskTakesLongerByWhatItIsSlowedDown() {
        SimulatedDisk disk = disk(1);
        disk.misbehave(0, 5_000_000);
        assertThat(disk.beginFlush(FIRST)).isGreaterThanOrEqualTo(5_100_000);
    }

    @Test
    void theLastRecordStandsHoweverManyWereWritten() {
        SimulatedDisk disk = disk(1);
        for (int term = 1; term <= 1_000; term++) {
            flush(disk, new HardState(term, 1));
        }
        assertThat(disk.recover().hardState()).isEqualTo(new HardState(1_000, 1));
    }

    private static SimulatedDisk disk(long seed) {
        return new SimulatedDisk(new SplittableRandom(seed), 100_000, 50_000, HardState.INITIAL);
    }

    private static void flush(SimulatedDisk disk, HardState record) {
        assertThat(disk.beginFlush(record)).isPositive();
        disk.completeFlush();
    }
}
