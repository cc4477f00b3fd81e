package io.faultline.node.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.node.raft.HardState;
import io.faultline.node.raft.LogTail;
import io.faultline.node.raft.NodeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteAheadLogTest {
    private static final NodeId N1 = NodeId.of(1);

    @TempDir
    private Path temporary;

    @Test
    void aNodeThatNeverRanHasTermZeroNoVoteAndAnEmptyLog() throws IOException {
        assertThat(reopen()).isEqualTo(new Recovered(1, HardState.INITIAL, LogTail.EMPTY, java.util.Optional.empty()));
    }

    @Test
    void termAndVoteAreFoundAgain() throws IOException {
        try (WriteAheadLog wal = open()) {
            wal.append(new HardState(7, 3));
            wal.flush();
        }
        assertThat(reopen().hardState()).isEqualTo(new HardState(7, 3));
    }

    @Test
    void whatWasNotFlushedIsLostAsInAPowerCut() throws IOException {
        try (WriteAheadLog wal = open()) {
            wal.append(new HardState(7, 3));
            wal.flush();
            wal.append(new HardState(8, 1));
        }
        assertThat(reopen().hardState()).isEqualTo(new HardState(7, 3));
    }

    @Test
    void eachStartCountsOneIncarnationMore() throws IOException {
        for (long start = 1; start <= 5; start++) {
            assertThat(reopen().incarnation()).isEqualTo(start);
        }
    }

    @Test
    void aNewNodesLogEndsWhereItIsToldAndAnOldOnesWhereItEnded() throws IOException {
        LogTail initial = new LogTail(12, 4);
        try (WriteAheadLog wal = WriteAheadLog.open(home(), N1, initial)) {
            assertThat(wal.recovered().log()).isEqualTo(initial);
            assertThat(wal.recovered().hardState())
                    .as("whoever has an entry of term 4 has seen term 4")
                    .isEqualTo(new HardState(4, HardState.NO_VOTE));
        }
        assertThat(reopen().log()).isEqualTo(initial);
    }

    @Test
    void theFileIsWrittenAnewBeforeItGrowsBeyondItsBound() throws IOException {
        try (WriteAheadLog wal = WriteAheadLog.open(new FileSystemDisk(), home(), N1, LogTail.EMPTY, 400)) {
            for (int term = 1; term <= 200; term++) {
                wal.append(new HardState(term, 1 + term % 3));
                wal.flush();
                assertThat(Files.size(home().resolve("wal"))).isLessThan(450);
            }
        }
        assertThat(reopen().hardState()).isEqualTo(new HardState(200, 3));
        assertThat(home().resolve("wal.tmp")).doesNotExist();
    }

    @Test
    void aTornRecordIsCutOffWithANoticeAndTheNextStartFindsAWholeFile() throws IOException {
        try (WriteAheadLog wal = open()) {
            wal.append(new HardState(7, 3));
            wal.flush();
        }
        byte[] bytes = Files.readAllBytes(home().resolve("wal"));
        Files.write(home().resolve("wal"), java.util.Arrays.copyOf(bytes, bytes.length - 2));
        Recovered recovered = reopen();
        assertThat(recovered.hardState()).isEqualTo(HardState.INITIAL);
        assertThat(recovered.notice())
                .hasValueSatisfying(notice -> assertThat(notice)
                        .contains(home().resolve("wal").toString(), "record 4 at byte", "was torn by a crash"));
        assertThat(reopen().notice()).isEmpty();
    }

    @Test
    void aDamagedFileIsLeftAsItIs() throws IOException {
        reopen();
        reopen();
        byte[] bytes = Files.readAllBytes(home().resolve("wal"));
        bytes[bytes.length - 4] ^= 1;
        Files.write(home().resolve("wal"), bytes);
        assertThatThrownBy(this::open).isInstanceOf(CorruptLogException.class);
        assertThat(Files.readAllBytes(home().resolve("wal"))).isEqualTo(bytes);
    }

    @Test
    void aFileFarTooLongIsRefusedUnread() throws IOException {
        reopen();
        Files.write(home().resolve("wal"), new byte[WriteAheadLog.REWRITE_ABOVE + (1 << 11)]);
        assertThatThrownBy(this::open)
                .isInstanceOf(CorruptLogException.class)
                .hasMessageContaining("longer than any this program writes");
    }

    @Test
    void whatACrashLeftBesideTheFileIsRemoved() throws IOException {
        reopen();
        Files.write(home().resolve("wal.tmp"), new byte[] {1, 2, 3});
        assertThat(reopen().incarnation()).isEqualTo(2);
        assertThat(home().resolve("wal.tmp")).doesNotExist();
    }

    @Test
    void twoNodesCannotShareADirectory() throws IOException {
        try (WriteAheadLog wal = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(DirectoryInUseException.class)
                    .hasMessage("the data directory " + home() + " is in use by another running node");
            assertThat(wal.recovered().incarnation()).isEqualTo(1);
        }
        assertThat(reopen().incarnation())
                .as("the refused start does not count")
                .isEqualTo(2);
    }

    @Test
    void theDirectoryIsFreeAgainWhenOpeningFailed() throws IOException {
        Files.createDirectories(home());
        Files.write(home().resolve("wal"), new byte[] {1});
        assertThatThrownBy(this::open).isInstanceOf(CorruptLogException.class);
        Files.delete(home().resolve("wal"));
        assertThat(reopen().incarnation()).isEqualTo(1);
    }

    @Test
    void afterAFailedWriteTheLogTakesNoMore() throws IOException {
        PowerCutDisk steady = new PowerCutDisk();
        WriteAheadLog.open(steady, Path.of("/data"), N1, LogTail.EMPTY).close();
        PowerCutDisk disk = steady.copy(25);
        try (WriteAheadLog wal = WriteAheadLog.open(disk, Path.of("/data"), N1, LogTail.EMPTY)) {
            wal.append(new HardState(1, 1));
            assertThatThrownBy(wal::flush).isInstanceOf(PowerCutDisk.PowerCut.class);
            wal.append(new HardState(2, 1));
            assertThatThrownBy(wal::flush).isInstanceOf(IOException.class).hasMessageContaining("failed before");
        }
    }

    private Path home() {
        return temporary.resolve("deep/below/data");
    }

    private WriteAheadLog open() throws IOException {
        return WriteAheadLog.open(home(), N1, LogTail.EMPTY);
    }

    private Recovered reopen() throws IOException {
        try (WriteAheadLog wal = open()) {
            return wal.recovered();
        }
    }
}
