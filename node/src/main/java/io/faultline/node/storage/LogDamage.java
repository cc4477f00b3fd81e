package io.faultline.node.storage;

import io.faultline.node.raft.HardState;
import io.faultline.node.raft.NodeId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Spoils the write-ahead log of a node that is about to crash, in the two ways that {@link LogScanner} tells apart.
 *
 * <p>Only for tests: nobody may write to the log meanwhile, and whoever has it open must not write to it afterwards.
 */
public final class LogDamage {
    private LogDamage() {}

    /**
     * Leaves a beginning of a next record behind the last, as a power cut in the middle of writing it does. The node was
     * never told that such a record is durable, so it must start again without it.
     */
    public static void tear(Disk disk, Path directory, NodeId node, RandomGenerator random) throws IOException {
        Path file = directory.resolve(WriteAheadLog.NAME);
        LogScanner.Scan scan = LogScanner.scan(file, disk.read(file, WriteAheadLog.LONGEST), node);
        HardState next = new HardState(scan.hardState().term() + 1, HardState.NO_VOTE);
        byte[] whole = LogFormat.encode(scan.records() + 1, new LogRecord.State(next));
        byte[] written = Arrays.copyOf(whole, 1 + random.nextInt(whole.length - 1));
        try (DiskFile out = disk.append(file)) {
            out.write(written);
            out.force();
        }
    }

    /** Flips one bit of a record that is not the last, so that it can't be taken for a torn one: no node may start. */
    public static void corrupt(Disk disk, Path directory, NodeId node, RandomGenerator random) throws IOException {
        Path file = directory.resolve(WriteAheadLog.NAME);
        byte[] bytes = disk.read(file, WriteAheadLog.LONGEST);
        int end = startOfLastRecord(bytes, LogScanner.scan(file, bytes, node).end());
        int at = LogFormat.HEADER_LENGTH + random.nextInt(end - LogFormat.HEADER_LENGTH);
        bytes[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        Path temporary = directory.resolve(WriteAheadLog.TEMPORARY);
        try (DiskFile out = disk.create(temporary)) {
            out.write(bytes);
            out.force();
        }
        disk.rename(temporary, file);
        disk.forceDirectory(directory);
    }

    private static int startOfLastRecord(byte[] bytes, int end) {
        int last = LogFormat.HEADER_LENGTH;
        int next = last;
        while (next < end) {
            last = next;
            next += LogFormat.OVERHEAD + ByteBuffer.wrap(bytes).getInt(next);
        }
        return last;
    }
}
