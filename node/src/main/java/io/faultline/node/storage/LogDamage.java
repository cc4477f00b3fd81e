package io.faultline.node.storage;

import io.faultline.node.raft.Bytes;
import io.faultline.node.raft.HardState;
import io.faultline.node.raft.NodeId;
import io.faultline.node.raft.Payload;
import io.faultline.node.wire.EntryCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Spoils the log of a node that is about to crash, in the two ways that {@link SegmentScanner} tells apart.
 *
 * <p>Only for tests: nobody may write to the log meanwhile, and whoever has it open must not write to it afterwards.
 */
public final class LogDamage {
    private LogDamage() {}

    /**
     * Leaves a beginning of a next group behind the last, as a power cut in the middle of writing it does. The node was
     * never told that such a group is durable, so it must start again without it.
     */
    public static void tear(Disk disk, Path directory, NodeId node, RandomGenerator random) throws IOException {
        SegmentScanner.Scan last = lastSegment(new LogDirectory(disk, directory, node));
        Item next = new Item.State(new HardState(1L << 40, HardState.NO_VOTE));
        byte[] whole = SegmentFormat.group(last.number(), last.groups().size() + 1, LogDirectory.encode(List.of(next)));
        byte[] written = Arrays.copyOf(whole, 1 + random.nextInt(whole.length - 1));
        try (DiskFile out = disk.append(last.file())) {
            out.write(written);
            out.force();
        }
    }

    /** Flips one bit of what the last segment says, so that it can't be taken for torn: no node may start. */
    public static void corrupt(Disk disk, Path directory, NodeId node, RandomGenerator random) throws IOException {
        LogDirectory files = new LogDirectory(disk, directory, node);
        SegmentScanner.Scan last = lastSegment(files);
        byte[] bytes = files.read(last.file());
        boolean single = last.groups().size() == 1;
        // Of a last group only the items: by its length or its end it could be taken for torn.
        int from = SegmentFormat.HEADER_LENGTH + (single ? SegmentFormat.GROUP_HEADER : 0);
        int to = single
                ? last.end() - SegmentFormat.GROUP_FOOTER
                : last.groups().get(last.groups().size() - 1).at();
        bytes[from + random.nextInt(to - from)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        Path temporary = last.file().resolveSibling("damaged.tmp");
        try (DiskFile out = disk.create(temporary)) {
            out.write(bytes);
            out.force();
        }
        disk.rename(temporary, last.file());
        disk.forceDirectory(directory);
    }

    private static SegmentScanner.Scan lastSegment(LogDirectory files) throws IOException {
        List<Long> numbers = files.segments();
        if (numbers.isEmpty()) {
            throw new IOException(files.home + " holds no log");
        }
        Path file = files.segment(numbers.get(numbers.size() - 1));
        return SegmentScanner.scan(file, files.read(file), files.node, new EntryCodec(LogDamage::opaque));
    }

    /** What commands mean does not matter here. */
    private static Payload.Command opaque(Bytes bytes) {
        return new Opaque(bytes);
    }

    private record Opaque(Bytes bytes) implements Payload.Command {
        @Override
        public long hash() {
            return bytes.hashCode();
        }
    }
}
