package io.faultline.node.wire;

import io.faultline.node.raft.Bytes;
import io.faultline.node.raft.Configuration;
import io.faultline.node.raft.Entry;
import io.faultline.node.raft.NodeSet;
import io.faultline.node.raft.Payload;
import io.faultline.node.raft.Snapshot;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Function;

/**
 * Entries of the log as bytes. All numbers are big-endian.
 *
 * <pre>
 * entry           term (8), time (8), kind (1), length n (4), n bytes
 * kind 0  nothing, n = 0      kind 1  a configuration, n = 16      kind 2  a command
 * configuration   voters (8), learners (8): one bit a node
 * snapshot meta   index (8), term (8), time (8), digest (8), configuration, its entry (8)
 * </pre>
 *
 * <p>Reading believes nothing: what can't be is an {@link IllegalArgumentException} that says what.
 */
public final class EntryCodec {
    private static final int NOOP = 0;
    private static final int CONFIGURATION = 1;
    private static final int COMMAND = 2;

    /** How long the bytes of an entry are at least. */
    public static final int SHORTEST = 8 + 8 + 1 + 4;

    /** How long the bytes of {@link Snapshot.Meta} are. */
    public static final int META_LENGTH = 7 * Long.BYTES;

    private final Function<Bytes, Payload.Command> commands;

    /**
     * A codec.
     *
     * @param commands reads a command back; what it can't read it refuses with an {@link IllegalArgumentException}
     */
    public EntryCodec(Function<Bytes, Payload.Command> commands) {
        this.commands = commands;
    }

    /** Writes an entry. */
    public static void write(DataOutput out, Entry entry) throws IOException {
        out.writeLong(entry.term());
        out.writeLong(entry.time());
        if (entry.payload() instanceof Payload.Command command) {
            Bytes bytes = command.bytes();
            out.writeByte(COMMAND);
            out.writeInt(bytes.length());
            out.write(bytes.array());
        } else if (entry.payload() instanceof Payload.ConfigChange change) {
            out.writeByte(CONFIGURATION);
            out.writeInt(2 * Long.BYTES);
            write(out, change.configuration());
        } else {
            out.writeByte(NOOP);
            out.writeInt(0);
        }
    }

    /** Reads an entry. */
    public Entry read(ByteBuffer in) {
        need(in, SHORTEST, "an entry");
        long term = atLeast(in.getLong(), 1, "the term of an entry");
        long time = atLeast(in.getLong(), 0, "the time of an entry");
        int kind = in.get();
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException(
                    "an entry of " + length + " bytes where " + in.remaining() + " are left");
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new Entry(term, time, payload(kind, bytes));
    }

    private Payload payload(int kind, byte[] bytes) {
        switch (kind) {
            case NOOP:
                if (bytes.length > 0) {
                    throw new IllegalArgumentException("an empty entry with " + bytes.length + " bytes");
                }
                return Payload.Noop.NOOP;
            case CONFIGURATION:
                if (bytes.length != 2 * Long.BYTES) {
                    throw new IllegalArgumentException("a configuration of " + bytes.length + " bytes, not 16");
                }
                return new Payload.ConfigChange(readConfiguration(ByteBuffer.wrap(bytes)));
            case COMMAND:
                return commands.apply(Bytes.wrap(bytes));
            default:
                throw new IllegalArgumentException("no entry is of kind " + kind);
        }
    }

    /** Writes what a snapshot stands for. */
    public static void write(DataOutput out, Snapshot.Meta meta) throws IOException {
        out.writeLong(meta.index());
        out.writeLong(meta.term());
        out.writeLong(meta.time());
        out.writeLong(meta.logDigest());
        write(out, meta.configuration());
        out.writeLong(meta.configIndex());
    }

    /** Reads what a snapshot stands for. */
    public static Snapshot.Meta readMeta(ByteBuffer in) {
        need(in, META_LENGTH, "what a snapshot stands for");
        long index = atLeast(in.getLong(), 1, "the index of a snapshot");
        long term = atLeast(in.getLong(), 1, "the term of a snapshot");
        long time = atLeast(in.getLong(), 0, "the time of a snapshot");
        long digest = in.getLong();
        Configuration configuration = readConfiguration(in);
        long configIndex = atLeast(in.getLong(), 0, "the entry of a configuration");
        if (configIndex > index) {
            throw new IllegalArgumentException(
                    "a snapshot up to entry " + index + " with a configuration of entry " + configIndex);
        }
        return new Snapshot.Meta(index, term, time, digest, configuration, configIndex);
    }

    private static void write(DataOutput out, Configuration configuration) throws IOException {
        out.writeLong(configuration.voters().bits());
        out.writeLong(configuration.learners().bits());
    }

    private static Configuration readConfiguration(ByteBuffer in) {
        return new Configuration(nodes(in.getLong()), nodes(in.getLong()));
    }

    private static NodeSet nodes(long bits) {
        if ((bits & 1) != 0) {
            throw new IllegalArgumentException("a set of nodes with a node 0");
        }
        return new NodeSet(bits);
    }

    private static long atLeast(long value, long least, String what) {
        if (value < least) {
            throw new IllegalArgumentException(what + " is at least " + least + ", not " + value);
        }
        return value;
    }

    private static void need(ByteBuffer in, int bytes, String what) {
        if (in.remaining() < bytes) {
            throw new IllegalArgumentException(what + " is cut off after " + in.remaining() + " bytes");
        }
    }
}
