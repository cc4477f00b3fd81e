package io.faultline.node.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.node.raft.HardState;
import io.faultline.node.raft.LogTail;
import io.faultline.node.raft.NodeId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Goal: whatever byte of whatever write the power fails at, the node starts again and knows all it said.
 *
 * <p>Method: a life of opening, writing and rewriting is played on a disk in memory, once for each step at which the
 * power may fail; then the log is opened on every content the disk may have afterwards.
 */
class PowerCutTest {
    private static final Path HOME = Path.of("/data");
    private static final NodeId N2 = NodeId.of(2);
    private static final int REWRITE_ABOVE = 150;

    /** What the log has acknowledged, and what it was asked for last. */
    private static final class Life {
        private long incarnation;
        private HardState acknowledged = HardState.INITIAL;
        private HardState asked = HardState.INITIAL;
        private LogTail tailAcknowledged = LogTail.EMPTY;
        private LogTail tailAsked = LogTail.EMPTY;

        void live(Disk disk) throws IOException {
            for (int start = 1; start <= 3; start++) {
                try (WriteAheadLog wal = open(disk)) {
                    incarnation = wal.recovered().incarnation();
                    for (int i = 1; i <= 8; i++) {
                        asked = new HardState(start * 100 + i, i % 4);
                        wal.append(asked);
                        if (i % 3 == 0) {
                            tailAsked = new LogTail(i, start);
                            wal.append(tailAsked);
                        }
                        wal.flush();
                        acknowledged = asked;
                        tailAcknowledged = tailAsked;
                    }
                }
            }
        }

        void check(Recovered recovered, String when) {
            assertThat(recovered.incarnation()).as("incarnation, %s", when).isGreaterThan(incarnation);
            assertThat(recovered.hardState()).as("term and vote, %s", when).isIn(acknowledged, asked);
            assertThat(recovered.log()).as("log tail, %s", when).isIn(tailAcknowledged, tailAsked);
        }
    }

    @Test
    void wheneverThePowerFailsTheNodeStartsAndKnowsAllItSaid() throws IOException {
        PowerCutDisk steady = new PowerCutDisk();
        new Life().live(steady);
        for (long steps = 0; steps < steady.stepsDone(); steps++) {
            PowerCutDisk disk = new PowerCutDisk(steps);
            Life life = liveUntilPowerFails(disk);
            List<PowerCutDisk> outcomes = disk.afterPowerCut();
            for (int i = 0; i < outcomes.size(); i++) {
                try (WriteAheadLog wal = open(outcomes.get(i))) {
                    life.check(wal.recovered(), "power cut after step " + steps + ", outcome " + i);
                }
            }
        }
    }

    @Test
    void thePowerMayFailAgainAndAgainWhileTheNodeRecovers() throws IOException {
        for (long seed = 0; seed < 3000; seed++) {
            Random random = new Random(seed);
            PowerCutDisk disk = new PowerCutDisk(random.nextInt(900));
            Life life = liveUntilPowerFails(disk);
            for (int cut = 0; cut < 4; cut++) {
                List<PowerCutDisk> outcomes = disk.afterPowerCut();
                disk = outcomes.get(random.nextInt(outcomes.size())).copy(random.nextInt(40));
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

    private static Life liveUntilPowerFails(PowerCutDisk disk) throws IOException {
        Life life = new Life();
        try {
            life.live(disk);
        } catch (PowerCutDisk.PowerCut expected) {
            // What was acknowledged until then must be found again.
        }
        return life;
    }

    private static WriteAheadLog open(Disk disk) throws IOException {
        return WriteAheadLog.open(disk, HOME, N2, LogTail.EMPTY, REWRITE_ABOVE);
    }
}
