package io.faultline.node.raft;

import java.util.List;

/** One change of what a node has on disk. */
public sealed interface DiskWrite {
    /** Term and vote, together. */
    record State(HardState state) implements DiskWrite {}

    /** The log ends before {@code from}, and these entries follow. */
    record Append(long from, List<Entry> entries) implements DiskWrite {}

    /** The entries from {@code from} on are gone. */
    record Truncate(long from) implements DiskWrite {}

    /**
     * A snapshot takes the place of the one before it and of the log up to its index.
     *
     * @param keepsSuffix whether the entries behind its index stay; else the log is empty behind it (Figure 13)
     */
    record Save(Snapshot snapshot, boolean keepsSuffix) implements DiskWrite {}
}
