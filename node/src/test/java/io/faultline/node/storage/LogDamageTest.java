package io.faultline.node.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.node.raft.LogTail;
import io.faultline.node.raft.NodeId;
import io.faultline.node.raft.Stored;
import io.faultline.node.testing.Word;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogDamageTest {
    private static final Path HOME = Path.of("/data");
    private static final NodeId N3 = NodeId.of(3);

    @Test
    void aTornLogLosesNothingThatWasPromised() throws IOException {
        for (long seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            PowerCutDisk disk = new PowerCutDisk();
            Stored promised = live(disk, random);
            LogDamage.tear(disk, HOME, N3, random);
            try (WriteAheadLog wal = open(disk)) {
                assertThat(wal.recovered().disk()).as("seed %d", seed).isEqualTo(promised);
                assertThat(wal.recovered().torn()).as("torn, seed %d", seed).isTrue();
            }
            try (WriteAheadLog wal = open(disk)) {
                assertThat(wal.recovered().torn())
                        .as("torn still, seed %d", seed)
                        .isFalse();
            }
        }
    }

    @Test
    void aCorruptedLogLetsNoNodeStart() throws IOException {
        for (long seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            PowerCutDisk disk = new PowerCutDisk();
            live(disk, random);
            LogDamage.corrupt(disk, HOME, N3, random);
            assertThatThrownBy(() -> open(disk)).as("seed %d", seed).isInstanceOf(CorruptLogException.class);
        }
    }

    @Test
    void whereNoLogIsThereIsNothingToSpoil() {
        PowerCutDisk disk = new PowerCutDisk();
        assertThatThrownBy(() -> LogDamage.tear(disk, HOME, N3, new Random(1))).hasMessage("/data holds no log");
        assertThatThrownBy(() -> LogDamage.corrupt(disk, HOME, N3, new Random(1)))
                .hasMessage("/data holds no log");
        assertThat(disk.names(HOME)).isEmpty();
    }

    private static Stored live(PowerCutDisk disk, Random random) throws IOException {
        try (WriteAheadLog wal = open(disk)) {
            RandomWrites writes = new RandomWrites(random, wal.recovered().disk());
            for (int i = random.nextInt(12); i > 0; i--) {
                writes.turn().forEach(wal::append);
                wal.flush();
            }
            return writes.expected();
        }
    }

    private static WriteAheadLog open(Disk disk) throws IOException {
        return WriteAheadLog.open(disk, HOME, N3, Word::read, LogTail.EMPTY, 200);
    }
}
