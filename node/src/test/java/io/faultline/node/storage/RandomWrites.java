package io.faultline.node.storage;

import io.faultline.node.raft.Bytes;
import io.faultline.node.raft.Configuration;
import io.faultline.node.raft.DiskWrite;
import io.faultline.node.raft.Entry;
import io.faultline.node.raft.HardState;
import io.faultline.node.raft.LogTail;
import io.faultline.node.raft.NodeId;
import io.faultline.node.raft.NodeSet;
import io.faultline.node.raft.Payload;
import io.faultline.node.raft.Snapshot;
import io.faultline.node.raft.Stored;
import io.faultline.node.testing.MemoryDisk;
import io.faultline.node.testing.Word;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes writes that a node might ask for after those before, and knows what its disk must hold then. */
final class RandomWrites {
    private static final Configuration THREE = Configuration.of(NodeSet.of(NodeId.of(1), NodeId.of(2), NodeId.of(3)));

    private final Random random;
    private final MemoryDisk model;

    RandomWrites(Random random, Stored before) {
        this.random = random;
        this.model = new MemoryDisk(before);
    }

    /** What the disk holds after all writes made so far. */
    Stored expected() {
        return model.stored();
    }

    /** The writes of one turn: one to three of them. */
    List<DiskWrite> turn() {
        List<DiskWrite> writes = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            DiskWrite write = next();
            model.write(write);
            writes.add(write);
        }
        return writes;
    }

    private DiskWrite next() {
        Stored now = model.stored();
        LogTail tail = now.tail();
        int size = now.entries().size();
        int kind = random.nextInt(10);
        if (kind < 3) {
            long term = Math.max(now.hardState().term(), tail.term()) + random.nextInt(2);
            return new DiskWrite.State(new HardState(term, random.nextInt(4)));
        } else if (kind == 3 && size > 0) {
            return new DiskWrite.Truncate(tail.index() - random.nextInt(size));
        } else if (kind == 4 && size > 0) {
            int covered = 1 + random.nextInt(size);
            return save(
                    tail.index() - size + covered,
                    now.entries().get(covered - 1).term(),
                    true);
        } else if (kind == 5) {
            return save(tail.index() + 1 + random.nextInt(3), Math.max(1, tail.term()), false);
        }
        return append(tail);
    }

    private DiskWrite append(LogTail tail) {
        List<Entry> entries = new ArrayList<>();
        long term = Math.max(1, tail.term());
        for (int i = random.nextInt(3); i >= 0; i--) {
            term += random.nextInt(2);
            entries.add(new Entry(term, random.nextInt(1000), payload()));
        }
        return new DiskWrite.Append(tail.index() + 1, List.copyOf(entries));
    }

    private Payload payload() {
        return switch (random.nextInt(5)) {
            case 0 -> Payload.Noop.NOOP;
            case 1 -> new Payload.ConfigChange(THREE);
            default -> new Word("w" + random.nextInt(100));
        };
    }

    private DiskWrite save(long index, long term, boolean keepsSuffix) {
        Snapshot.Meta meta = new Snapshot.Meta(index, term, 7, random.nextLong(), THREE, 0);
        byte[] data = ("state at " + index).getBytes(StandardCharsets.UTF_8);
        return new DiskWrite.Save(new Snapshot(meta, Bytes.wrap(data)), keepsSuffix);
    }
}
