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
import java.util.Set;
import java.util.TreeSet;
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
        Set<String> seen = new TreeSet<>();
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
                    PowerCutDisk outcome = outcomes.get(i);
                    List<String> before = outcome.names(HOME);
                    try (WriteAheadLog wal = open(outcome)) {
                        life.check(
                                wal.recovered(), "seed " + seed + ", power cut after step " + steps + ", outcome " + i);
                        List<String> after = outcome.names(HOME);
                        before.stream()
                                .filter(name -> !after.contains(name))
                                .forEach(name -> seen.add(kind(name, wal.recovered())));
                        seen.add(wal.recovered().torn() ? "torn group" : "whole groups");
                        seen.add(
                                after.stream()
                                                        .filter(name -> name.startsWith("wal-"))
                                                        .count()
                                                > 1
                                        ? "chain"
                                        : "one segment");
                    }
                }
            }
        }
        assertThat(seen)
                .as("what the power left, or nothing is proved of it")
                .containsExactly(
                        "chain",
                        "half a segment",
                        "half a snapshot",
                        "old segment",
                        "old snapshot",
                        "one segment",
                        "snapshot that nobody names",
                        "torn group",
                        "whole groups");
    }

    /** What a file was that the next start removed. */
    private static String kind(String name, Recovered recovered) {
        if (name.endsWith(".tmp")) {
            return name.startsWith("wal-") ? "half a segment" : "half a snapshot";
        } else if (name.startsWith("wal-")) {
            return "old segment";
        }
        long named = recovered
                .disk()
                .snapshot()
                .map(snapshot -> snapshot.meta().index())
                .orElse(0L);
        return Long.parseLong(name.substring("snapshot-".length())) > named
                ? "snapshot that nobody names"
                : "old snapshot";
    }

    @Test
    void theLogThatANewNodeIsGivenIsThereFromTheStartOrNotAtAll() throws IOException {
        LogTail given = new LogTail(3, 2);
        PowerCutDisk steady = new PowerCutDisk();
        open(steady, given).close();
        assertThat(steady.stepsDone()).as("steps of a first start").isGreaterThan(100);
        for (long steps = 0; steps <= steady.stepsDone(); steps++) {
            PowerCutDisk disk = new PowerCutDisk(steps);
            try {
                open(disk, given).close();
            } catch (PowerCutDisk.PowerCut expected) {
                // Whatever of it is there, the next start makes it whole.
            }
            boolean made = steps == steady.stepsDone();
            for (PowerCutDisk outcome : disk.afterPowerCut()) {
                try (WriteAheadLog wal = open(outcome, given)) {
                    assertThat(wal.recovered().disk())
                            .as("after step %d", steps)
                            .isEqualTo(Stored.endingAt(given));
                }
                try (WriteAheadLog wal = open(outcome, LogTail.EMPTY)) {
                    assertThat(wal.recovered().disk()).isEqualTo(Stored.endingAt(given));
                    assertThat(wal.recovered().incarnation()).isGreaterThanOrEqualTo(made ? 3 : 2);
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
        return open(disk, LogTail.EMPTY);
    }

    private static WriteAheadLog open(Disk disk, LogTail initial) throws IOException {
        return WriteAheadLog.open(disk, HOME, N2, Word::read, initial, SEGMENT_ABOVE);
    }
}
