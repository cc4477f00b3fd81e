package io.faultline.harness.sim;

import io.faultline.harness.cluster.DiskUse;
import io.faultline.node.raft.DiskWrite;
import io.faultline.node.raft.Entry;
import io.faultline.node.raft.HardState;
import io.faultline.node.raft.Snapshot;
import io.faultline.node.raft.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * One node's disk: term and vote, a snapshot and a log, with the failures of real ones.
 *
 * <p>What is written together is durable together, when its flush has completed. Of a flush that was under way when the node
 * dies some beginning may have come through, all of it or nothing.
 */
final class SimulatedDisk {
    /**
     * What a node finds when it starts.
     *
     * @param torn whether a record was cut off by the crash before, and dropped
     * @param problem why it can't start, otherwise null; then there is no {@code disk}
     */
    record Recovery(Stored disk, boolean torn, String problem) {
        boolean readable() {
            return problem == null;
        }
    }

    private final SplittableRandom random;
    private final long latencyBase;
    private final long latencyJitter;
    private final List<Entry> entries = new ArrayList<>();
    private HardState hardState;
    private Snapshot snapshot;
    private long writes = 1;
    private long corruptRecord;
    private boolean torn;
    private boolean overwrites;
    private int failingWrites;
    private double errorProbability;
    private long extraLatency;
    private List<DiskWrite> inFlight;

    /**
     * @param latencyBase least time of a flush, ns
     * @param latencyJitter bound of the random time added to it, ns
     * @param initial what the disk holds before the first start
     */
    SimulatedDisk(SplittableRandom random, long latencyBase, long latencyJitter, Stored initial) {
        this.random = random;
        this.latencyBase = latencyBase;
        this.latencyJitter = latencyJitter;
        this.hardState = initial.hardState();
        this.snapshot = initial.snapshot().orElse(null);
        this.entries.addAll(initial.entries());
    }

    /** Begins to write and flush; returns how long it takes, or -1 when the write fails. */
    long beginFlush(List<DiskWrite> group) {
        if (failingWrites > 0 || errorProbability > 0 && random.nextDouble() < errorProbability) {
            failingWrites = Math.max(0, failingWrites - 1);
            return -1;
        }
        inFlight = group;
        long jitter = latencyJitter == 0 ? 0 : random.nextLong(latencyJitter);
        return latencyBase + jitter + extraLatency;
    }

    /** The flush that was begun has completed: all of it is durable. */
    void completeFlush() {
        if (inFlight == null) {
            throw new IllegalStateException("a flush completed that nobody began");
        }
        write(inFlight.size());
    }

    /** The node dies; of a flush under way some beginning comes through, by chance. */
    void crash() {
        if (inFlight != null) {
            write(random.nextInt(inFlight.size() + 1));
        }
    }

    /** The node dies while its last record is written in half: the torn record is dropped at the next start. */
    void crashTorn() {
        torn = true;
        if (inFlight != null) {
            write(random.nextInt(inFlight.size()));
        }
    }

    private void write(int count) {
        for (int i = 0; i < count; i++) {
            write(inFlight.get(i));
        }
        inFlight = null;
    }

    private void write(DiskWrite write) {
        writes++;
        if (write instanceof DiskWrite.State state) {
            hardState = state.state();
        } else if (write instanceof DiskWrite.Append append) {
            if (overwrites && append.from() <= base() + entries.size()) {
                keep((int) (append.from() - 1 - base()));
            }
            if (append.from() != base() + entries.size() + 1) {
                throw new IllegalStateException("entries from " + append.from() + " on, behind a log that ends at "
                        + (base() + entries.size()));
            }
            // Not all at once: that would copy what is mostly one entry.
            for (int i = 0; i < append.entries().size(); i++) {
                entries.add(append.entries().get(i));
            }
        } else if (write instanceof DiskWrite.Truncate truncate) {
            keep((int) Math.min(entries.size(), truncate.from() - 1 - base()));
        } else if (write instanceof DiskWrite.Save save) {
            save(save);
        }
    }

    private long base() {
        return snapshot == null ? 0 : snapshot.meta().index();
    }

    private void keep(int count) {
        entries.subList(count, entries.size()).clear();
    }

    private void save(DiskWrite.Save save) {
        long gone = save.snapshot().meta().index() - base();
        if (save.keepsSuffix()) {
            entries.subList(0, (int) gone).clear();
        } else {
            entries.clear();
        }
        snapshot = save.snapshot();
    }

    /** What a starting node reads; a corrupt record followed by good ones can't be skipped safely. */
    Recovery recover() {
        if (corruptRecord > 0) {
            return new Recovery(
                    null,
                    false,
                    "record " + corruptRecord + " of " + writes
                            + " of the write-ahead log fails its checksum; records after it are good, so it was"
                            + " not torn: restore the log from a copy or remove the node");
        }
        boolean wasTorn = torn;
        torn = false;
        return new Recovery(new Stored(hardState, Optional.ofNullable(snapshot), List.copyOf(entries)), wasTorn, null);
    }

    /** How much of it is taken. */
    DiskUse use() {
        long log = 0;
        for (Entry entry : entries) {
            log += entry.size();
        }
        return new DiskUse(log, snapshot == null ? 0 : snapshot.data().length());
    }

    /** Damages a stored record that is not the last, so that it can't be taken for a torn one. */
    void corruptMiddle() {
        corruptRecord = 1 + random.nextLong(Math.max(1, writes - 1));
    }

    /** Lets entries take the place of others that were to be removed before, as of a node that goes on after a failure. */
    void letOverwrite() {
        overwrites = true;
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
}
