package io.faultline.node.storage;

import io.faultline.node.raft.DiskWrite;
import io.faultline.node.raft.Entry;
import io.faultline.node.raft.HardState;
import io.faultline.node.wire.EntryCodec;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * One of the things that a group of writes says.
 *
 * <pre>
 * 1  term (8), vote (1)                2  incarnation (8)
 * 3  from (8), count (4), entries      4  from (8)
 * 5  index of a snapshot (8), whether what follows it stays (1)
 * </pre>
 */
sealed interface Item {
    /** Term and vote, together: one without the other would be a promise half kept. */
    record State(HardState state) implements Item {}

    /** The node was started for that many-th time. */
    record Incarnation(long number) implements Item {}

    /** Entries behind the log's end. */
    record Append(long from, List<Entry> entries) implements Item {}

    /** The entries from there on are gone. */
    record Truncate(long from) implements Item {}

    /** The snapshot of that index, in a file of its own, stands for the log up to there. */
    record Save(long index, boolean keepsSuffix) implements Item {}

    /** What a write says in the log; the data of a snapshot stand elsewhere. */
    static Item of(DiskWrite write) {
        if (write instanceof DiskWrite.State state) {
            return new State(state.state());
        } else if (write instanceof DiskWrite.Append append) {
            return new Append(append.from(), append.entries());
        } else if (write instanceof DiskWrite.Truncate truncate) {
            return new Truncate(truncate.from());
        }
        DiskWrite.Save save = (DiskWrite.Save) write;
        return new Save(save.snapshot().meta().index(), save.keepsSuffix());
    }

    /** How many bytes it is written as. */
    default long length() {
        if (this instanceof Append append) {
            return 1 + 8 + 4 + append.entries().stream().mapToLong(Entry::size).sum();
        }
        return this instanceof State || this instanceof Save ? 1 + 8 + 1 : 1 + 8;
    }

    /** Writes the item. */
    default void write(DataOutput out) throws IOException {
        if (this instanceof State state) {
            out.writeByte(1);
            out.writeLong(state.state().term());
            out.writeByte(state.state().vote());
        } else if (this instanceof Incarnation incarnation) {
            out.writeByte(2);
            out.writeLong(incarnation.number());
        } else if (this instanceof Append append) {
            out.writeByte(3);
            out.writeLong(append.from());
            out.writeInt(append.entries().size());
            for (Entry entry : append.entries()) {
                EntryCodec.write(out, entry);
            }
        } else if (this instanceof Truncate truncate) {
            out.writeByte(4);
            out.writeLong(truncate.from());
        } else if (this instanceof Save save) {
            out.writeByte(5);
            out.writeLong(save.index());
            out.writeByte(save.keepsSuffix() ? 1 : 0);
        }
    }

    /**
     * Reads the next item.
     *
     * @throws IllegalArgumentException when there is none
     */
    static Item read(ByteBuffer in, EntryCodec codec) {
        int type = in.get();
        need(in, type == 1 || type == 5 ? 9 : 8);
        return switch (type) {
            case 1 -> new State(new HardState(in.getLong(), in.get()));
            case 2 -> new Incarnation(in.getLong());
            case 3 -> append(in, codec);
            case 4 -> new Truncate(in.getLong());
            case 5 -> new Save(in.getLong(), in.get() != 0);
            default -> throw new IllegalArgumentException("an item of the unknown type " + type);
        };
    }

    private static Item append(ByteBuffer in, EntryCodec codec) {
        long from = in.getLong();
        need(in, 4);
        int count = in.getInt();
        if (count < 0 || count > in.remaining() / EntryCodec.SHORTEST) {
            throw new IllegalArgumentException(count + " entries in " + in.remaining() + " bytes");
        }
        List<Entry> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            entries.add(codec.read(in));
        }
        return new Append(from, List.copyOf(entries));
    }

    private static void need(ByteBuffer in, int bytes) {
        if (in.remaining() < bytes) {
            throw new IllegalArgumentException("an item that is cut off after " + in.remaining() + " bytes");
        }
    }
}
