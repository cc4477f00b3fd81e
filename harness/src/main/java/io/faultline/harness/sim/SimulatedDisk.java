package io.faultline.harness.sim;

import io.faultline.node.raft.HardState;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One node's disk: a log of hard states with the failures of real ones.
 *
 * <p>A record is durable only when its flush has completed. What was written and not flushed when the node dies
 * is lost; a flush that was under way may have come through, not at all, or in half.
 */
final class SimulatedDisk {
    private static final int COMPACT_ABOVE = 64;
    private static final int KEPT = 8;

    /** What a node finds when it starts. */
    record Recovery(HardState hardState, String problem) {
        boolean readable() {
            return problem == null;
        }
    }

    private final SplittableRandom random;
    private final List<HardState> records = new ArrayList<>();
    private final long latencyBase;
    private final long latencyJitter;
    private int corruptRecord = -1;
    private int failingWrites;
    private double errorProbability;
    private long extraLatency;
    private HardState inFlight;

    /**
     * @param latencyBase least time of a flush, ns
     * @param latencyJitter bound of the random time added to it, ns
     * @param initial what the disk holds before the first start
     */
    SimulatedDisk(SplittableRandom random, long latencyBase, long latencyJitter, HardState initial) {
        this.random = random;
        this.records.add(initial);
        this.latencyBase = latencyBase;
        this.latencyJitter = latencyJitter;
    }

    /** Begins to write and flush a record; returns how long it takes, or -1 when the write fails. */
    long beginFlush(HardState record) {
        if (failingWrites > 0 || errorProbability > 0 && random.nextDouble() < errorProbability) {
            failingWrites = Math.max(0, failingWrites - 1);
            return -1;
        }
        inFlight = record;
        long jitter = latencyJitter == 0 ? 0 : random.nextLong(latencyJitter);
        return latencyBase + jitter + extraLatency;
    }

    /** The flush that was begun has completed: its record is durable. */
    void completeFlush() {
        if (inFlight == null) {
            throw new IllegalStateException("a flush completed that nobody began");
        }
        append(inFlight);
        inFlight = null;
    }

    /** The node dies; a flush under way comes through or not, by chance. */
    void crash() {
        if (inFlight != null && random.nextBoolean()) {
            append(inFlight);
        }
        inFlight = null;
    }

    /** The node dies while its last record is written in half: the torn record is dropped at the next start. */
    void crashTorn() {
        inFlight = null;
    }

    /** What a starting node reads; a corrupt record followed by good ones can't be skipped safely. */
    Recovery recover() {
        if (corruptRecord >= 0) {
            return new Recovery(
                    null,
                    "record " + (corruptRecord + 1) + " of " + records.size()
                            + " of the write-ahead log fails its checksum; records after it are good, so it was"
                            + " not torn: restore the log from a copy or remove the node");
        }
        return new Recovery(records.get(records.size() - 1), null);
    }

    /** Damages a stored record that is not the last, so that it can't be taken for a torn one. */
    void corruptMiddle() {
        corruptRecord = random.nextInt(Math.max(1, records.size() - 1));
    }

    /** How many of the next writes fail for certain. */
    void failNextWrites(int count) {
        failingWrites = count;
    }

    /** From now on each write fails with that probability, and each flush takes that much longer. */
    void misbehave(double newErrorProbability, long newExtraLatency) {
        errorProbability = newErrorProbability;
        extraLatency = newExtraLatency;
    }

    private void append(HardState record) {
        records.add(record);
        if (records.size() > COMPACT_ABOVE && corruptRecord < 0) {
            records.subList(0, records.size() - KEPT).clear();
        }
    }
}
