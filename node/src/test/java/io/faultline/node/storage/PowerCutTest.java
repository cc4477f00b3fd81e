package io.faultline.node.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.node.raft.DiskWrite;
import io.faultline.node.raft.LogTail;
import io.faultline.node.raft.NodeId;
import io.faultline.node.raft.Stored;
import io.faultline.node.testing.Word;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Goal: whatever byte of whatever write the power fails at, the node starts again and knows all it said.
 *
 * <p>Method: lives of opening, writing, taking snapshots and changing segments are played on a disk in memory, once for each
 * step at which the power may fail; then the log is opened on every content the disk may have afterwards. It must hold what
 * was acknowledged last or what was asked for then, all of it, and nothing else.
 */
class PowerCutTest {
    private static final Path HOME = Path.of("/data");
    private static final NodeId N2 = NodeId.of(2);
    private static final int SEGMENT_ABOVE = 200;

    /** What the log has acknowledged, and what it was asked for last. */
    private static final class Life {
        private final Random random;
        private long incarnation;
        private Stored acknowledged = Stored.NOTHING;
        private Stored asked = Stored.NOTHING;

        Life(long seed) {
            random = new Random(seed);
        }

        void live(Disk disk) throws IOException {
            for (int start = 1; start <= 2; start++) {
                try (WriteAheadLog wal = open(disk)) {
                    incarnation = wal.recovered().incarnation();
                    RandomWrites writes =
                            new RandomWrites(random, wal.recovered().disk());
                    for (int i = 0; i < 6; i++) {
                        List<DiskWrite> turn = writes.turn();
                        asked = writes.expected();
                        turn.forEach(wal::append);
                        wal.flush();
                        acknowledged = asked;
                    }
                }
            }
        }

        void check(Recovered recovered, String when) {
            assertThat(recovered.incarnation()).as("incarnation, %s", when).isGreaterThan(incarnation);
            assertThat(recovered.disk()).as("what is on disk, %s", when).isIn(acknowledged, asked);
        }
    }

    @Test
    void wheneverThePowerFailsTheNodeStartsAndKnowsAllItSaid() throws IOException {
        for (long seed = 0; seed < 12; seed++) {
            PowerCutDisk steady = new PowerCutDisk();
            new Life(seed).live(steady);
            for (long steps = 0; steps < steady.stepsDone(); steps++) {
                PowerCutDisk disk = new PowerCutDisk(steps);
                Life life = liveUntilPowerFails(disk, seed);
                List<PowerCutDisk> outcomes = disk.afterPowerCut();
                // All of them at a few steps of each life, some at every step: it adds up to every kind of both.
                int stride = steps % 7 == 0 ? 1 : Math.max(1, outcomes.size() / 5);
                for (int i = 0; i < outcomes.size(); i += stride) {
                    try (WriteAheadLog wal = open(outcomes.get(i))) {
                        life.check(
                                wal.recovered(), "seed " + seed + ", power cut after step " + steps + ", outcome " + i);
                    }
                }
            }
        }
    }

    @Test
    void thePowerMayFailAgainAndAgainWhileTheNodeRecovers() throws IOException {
        for (long seed = 0; seed < 3000; seed++) {
            Random random = new Random(seed);
            PowerCutDisk disk = new PowerCutDisk(random.nextInt(2500));
            Life life = liveUntilPowerFails(disk, seed);
            for (int cut = 0; cut < 4; cut++) {
                List<PowerCutDisk> outcomes = disk.afterPowerCut();
                disk = outcomes.get(random.nextInt(outcomes.size())).copy(random.nextInt(80));
                try (WriteAheadLog wal = open(disk)) {
                    life.check(wal.recovered(), "seed " + seed + ", cut " + cut);
                    life.incarnation = wal.recovered().incarnation();
                } catch (PowerCutDisk.PowerCut expected) {
                    // Next round: another power cut while it recovers.
                }
            }
            try (WriteAheadLog wal = open(disk.afterPowerCut().get(0))) {
                life.check(wal.recovered(), "seed " + seed + ", at the end");
            }
        }
    }

    private static Life liveUntilPowerFails(PowerCutDisk disk, long seed) throws IOException {
        Life life = new Life(seed);
        try {
            life.live(disk);
        } catch (PowerCutDisk.PowerCut expected) {
            // What was acknowledged until then must be found again.
        }
        return life;
    }

    private static WriteAheadLog open(Disk disk) throws IOException {
        return WriteAheadLog.open(disk, HOME, N2, Word::read, LogTail.EMPTY, SEGMENT_ABOVE);
    }
}
