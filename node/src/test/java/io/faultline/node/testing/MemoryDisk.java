package io.faultline.node.testing;

import io.faultline.node.raft.DiskWrite;
import io.faultline.node.raft.Entry;
import io.faultline.node.raft.HardState;
import io.faultline.node.raft.Snapshot;
import io.faultline.node.raft.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a node has on disk, as its writes make it; a write that does not fit is the node's mistake and fails the test. */
public final class MemoryDisk {
    private HardState hardState;
    private Snapshot snapshot;
    private final List<Entry> entries;

    public MemoryDisk(Stored initial) {
        hardState = initial.hardState();
        snapshot = initial.snapshot().orElse(null);
        entries = new ArrayList<>(initial.entries());
    }

    public Stored stored() {
        return new Stored(hardState, Optional.ofNullable(snapshot), List.copyOf(entries));
    }

    public void write(DiskWrite write) {
        if (write instanceof DiskWrite.State state) {
            hardState = state.state();
        } else if (write instanceof DiskWrite.Append append) {
            if (append.from() != last() + 1) {
                throw new AssertionError("entries from " + append.from() + " on behind entry " + last());
            }
            entries.addAll(append.entries());
        } else if (write instanceof DiskWrite.Truncate truncate) {
            entries.subList((int) (truncate.from() - 1 - base()), entries.size())
                    .clear();
        } else if (write instanceof DiskWrite.Save save) {
            int gone = save.keepsSuffix() ? (int) (save.snapshot().meta().index() - base()) : entries.size();
            entries.subList(0, gone).clear();
            snapshot = save.snapshot();
        }
    }

    private long base() {
        return snapshot == null ? 0 : snapshot.meta().index();
    }

    private long last() {
        return base() + entries.size();
    }
}
