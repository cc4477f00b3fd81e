package io.faultline.node.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.node.raft.HardState;
import io.faultline.node.raft.LogTail;
import io.faultline.node.raft.NodeId;
import io.faultline.node.testing.Mutation;
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
 * <p>Method: 10,000 files, each a random life whose bytes are then damaged. Opening one must either say where it is
 * damaged, or give the values after the first so many records, when the bytes up to there are untouched and what
 * comes behind is no longer than one record.
 */
class LogFuzzTest {
    private static final Path HOME = Path.of("/data");
    private static final Path FILE = Path.of("/data/wal");
    private static final NodeId N7 = NodeId.of(7);

    private record Moment(int length, HardState state, LogTail log) {}

    @Test
    void tenThousandDamagedFilesAreRefusedWithAPlaceOrReadUpToATornEnd() throws IOException {
        int refused = 0;
        for (long seed = 0; seed < 10_000; seed++) {
            Random random = new Random(seed);
            List<Moment> moments = new ArrayList<>();
            byte[] original = life(random, moments);
            byte[] damaged = Mutation.of(original, random);
            PowerCutDisk disk = new PowerCutDisk();
            disk.put(FILE, damaged);
            String when = "seed " + seed;
            try (WriteAheadLog wal = WriteAheadLog.open(disk, HOME, N7, LogTail.EMPTY)) {
                checkRead(wal.recovered(), moments, original, damaged, when);
            } catch (CorruptLogException e) {
                refused++;
                assertThat(e.offset()).as(when).isBetween(0L, (long) damaged.length);
                assertThat(e)
                        .as(when)
                        .hasMessageMatching(
                                "/data/wal is damaged: (the header|record \\d+) at byte " + e.offset() + " .*");
            } catch (IOException | RuntimeException e) {
                throw new AssertionError(when + ": " + e, e);
            }
        }
        assertThat(refused).as("files refused, of 10,000").isBetween(5_000, 9_900);
    }

    private static void checkRead(
            Recovered recovered, List<Moment> moments, byte[] original, byte[] damaged, String when) {
        Moment end = null;
        for (Moment moment : moments) {
            if (moment.length() <= damaged.length
                    && Arrays.equals(original, 0, moment.length(), damaged, 0, moment.length())) {
                end = moment;
            }
        }
        assertThat(end).as("%s: a beginning that is untouched", when).isNotNull();
        assertThat(recovered.hardState()).as(when).isEqualTo(end.state());
        assertThat(recovered.log()).as(when).isEqualTo(end.log());
        assertThat(damaged.length - end.length())
                .as("%s: bytes dropped", when)
                .isLessThanOrEqualTo(LogFormat.LONGEST_RECORD);
    }

    private static byte[] life(Random random, List<Moment> moments) throws IOException {
        PowerCutDisk disk = new PowerCutDisk();
        int starts = 1 + random.nextInt(3);
        for (int start = 0; start < starts; start++) {
            try (WriteAheadLog wal = WriteAheadLog.open(disk, HOME, N7, LogTail.EMPTY)) {
                HardState state = wal.recovered().hardState();
                LogTail log = wal.recovered().log();
                moments.add(new Moment(disk.bytes(FILE).length, state, log));
                for (int i = random.nextInt(8); i > 0; i--) {
                    if (random.nextInt(4) == 0) {
                        log = new LogTail(random.nextInt(1000), random.nextInt(10));
                        wal.append(log);
                    } else {
                        state = new HardState(state.term() + random.nextInt(3), random.nextInt(8));
                        wal.append(state);
                    }
                    wal.flush();
                    moments.add(new Moment(disk.bytes(FILE).length, state, log));
                }
            }
        }
        return disk.bytes(FILE);
    }
}
