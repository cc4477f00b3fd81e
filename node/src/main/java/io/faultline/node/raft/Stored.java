package io.faultline.node.raft;

import java.util.List;
import java.util.Optional;

/**
 * What a node finds on its disk when it starts.
 *
 * @param entries the log behind the snapshot, from its index + 1 on, or from 1 without one
 */
public record Stored(HardState hardState, Optional<Snapshot> snapshot, List<Entry> entries) {
    /** The disk of a node that has never run. */
    public static final Stored NOTHING = new Stored(HardState.INITIAL, Optional.empty(), List.of());

    /** Where the log ends. */
    public LogTail tail() {
        long base = snapshot.map(saved -> saved.meta().index()).orElse(0L);
        if (entries.isEmpty()) {
            return new LogTail(base, snapshot.map(saved -> saved.meta().term()).orElse(0L));
        }
        return new LogTail(
                base + entries.size(), entries.get(entries.size() - 1).term());
    }

    /**
     * A node whose log holds nothing but empty entries and ends there, for tests and experiments in which only the end of
     * a log matters. A log that ends in term 5 was written by a node that has seen term 5.
     */
    public static Stored endingAt(LogTail tail) {
        Entry filler = new Entry(tail.term(), 0, Payload.Noop.NOOP);
        return new Stored(
                new HardState(tail.term(), HardState.NO_VOTE),
                Optional.empty(),
                java.util.Collections.nCopies(Math.toIntExact(tail.index()), filler));
    }
}
