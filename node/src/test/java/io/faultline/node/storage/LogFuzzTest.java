package io.faultline.node.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.node.raft.LogTail;
import io.faultline.node.raft.NodeId;
import io.faultline.node.raft.Stored;
import io.faultline.node.testing.Mutation;
import io.faultline.node.testing.Word;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Goal: a damaged file never crashes the node and never makes it believe something it did not write.
 *
 * <p>Method: 10,000 directories, each of a random life, one file of which is then damaged. Opening one must either say where
 * it is damaged, or give what the log held after the first so many groups of its last segment, when the bytes up to there are
 * untouched.
 */
class LogFuzzTest {
    private static final Path HOME = Path.of("/data");
    private static final NodeId N7 = NodeId.of(7);

    private record Moment(Path segment, int length, Stored disk) {}

    @Test
    void tenThousandDamagedFilesAreRefusedWithAPlaceOrReadUpToATornEnd() throws IOException {
        int refused = 0;
        for (long seed = 0; seed < 10_000; seed++) {
            Random random = new Random(seed);
            List<Moment> moments = new ArrayList<>();
            PowerCutDisk disk = life(random, moments);
            Path file = any(disk, random);
            byte[] original = disk.bytes(file);
            boolean isLast = file.equals(last(disk));
            byte[] damaged = Mutation.of(original, random);
            disk.put(file, damaged);
            String when = "seed " + seed + ", " + file;
            try (WriteAheadLog wal = open(disk)) {
                assertThat(wal.recovered().disk()).as(when).isIn(possible(moments, isLast, original, damaged));
            } catch (CorruptLogException e) {
                refused++;
                assertThat(e.offset()).as(when).isBetween(0L, (long) damaged.length);
                assertThat(e).as(when).hasMessageContaining(file.toString()).hasMessageContaining("does not start");
            } catch (IOException | RuntimeException e) {
                throw new AssertionError(when + ": " + e, e);
            }
        }
        assertThat(refused).as("directories refused, of 10,000").isBetween(5_000, 9_900);
    }

    /** What may be found: in an undamaged segment only the last, in the damaged one what its untouched beginning says. */
    private static List<Stored> possible(List<Moment> moments, boolean isLast, byte[] original, byte[] damaged) {
        Moment end = moments.get(moments.size() - 1);
        if (isLast) {
            for (Moment moment : moments) {
                if (moment.length() <= damaged.length
                        && Arrays.equals(original, 0, moment.length(), damaged, 0, moment.length())) {
                    end = moment;
                }
            }
        }
        return List.of(end.disk());
    }

    /** A life, and what its log held each time the last segment had grown. */
    private static PowerCutDisk life(Random random, List<Moment> moments) throws IOException {
        PowerCutDisk disk = new PowerCutDisk();
        for (int start = random.nextInt(3); start >= 0; start--) {
            try (WriteAheadLog wal = open(disk)) {
                RandomWrites writes = new RandomWrites(random, wal.recovered().disk());
                remember(disk, moments, writes.expected());
                for (int i = random.nextInt(8); i > 0; i--) {
                    writes.turn().forEach(wal::append);
                    wal.flush();
                    remember(disk, moments, writes.expected());
                }
            }
        }
        return disk;
    }

    private static void remember(PowerCutDisk disk, List<Moment> moments, Stored expected) {
        Path segment = last(disk);
        moments.removeIf(moment -> !moment.segment().equals(segment));
        moments.add(new Moment(segment, disk.bytes(segment).length, expected));
    }

    private static Path last(PowerCutDisk disk) {
        return disk.names(HOME).stream()
                .filter(name -> name.startsWith("wal-"))
                .max(String::compareTo)
                .map(HOME::resolve)
                .orElseThrow();
    }

    private static Path any(PowerCutDisk disk, Random random) {
        List<String> names = disk.names(HOME).stream().sorted().toList();
        return HOME.resolve(names.get(random.nextInt(names.size())));
    }

    private static WriteAheadLog open(Disk disk) throws IOException {
        return WriteAheadLog.open(disk, HOME, N7, Word::read, LogTail.EMPTY, 300);
    }
}
