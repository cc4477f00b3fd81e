package io.faultline.node.failpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.node.kv.KvCommand;
import io.faultline.node.raft.DiskWrite;
import io.faultline.node.raft.HardState;
import io.faultline.node.raft.LogTail;
import io.faultline.node.raft.NodeId;
import io.faultline.node.storage.CorruptLogException;
import io.faultline.node.storage.FileSystemDisk;
import io.faultline.node.storage.WriteAheadLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What each failpoint does, and what it leaves alone; where the process would end, it is only written down. */
@Timeout(30)
class FailpointsTest {
    private static final NodeId N1 = NodeId.of(1);
    private static final long MS = 1_000_000;
    private static final String NOTHING = "{\"node\":\"n1\",\"crash\":null,\"haltAt\":null,"
            + "\"disk\":{\"errorProbability\":0.0,\"failNextWrites\":0,\"extraSyncNanos\":0},"
            + "\"clock\":{\"rate\":1.0,\"jumpedNanos\":0,\"aheadNanos\":0}}\n";

    @TempDir
    private Path data;

    private final List<Halt> halts = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch halted = new CountDownLatch(1);
    private Failpoints failpoints;

    private Failpoints failpoints() {
        if (failpoints == null) {
            failpoints = new Failpoints(N1, data, new FileSystemDisk(), why -> {
                halts.add(why);
                halted.countDown();
            });
        }
        return failpoints;
    }

    @AfterEach
    void close() {
        failpoints().close();
    }

    @Test
    void whoAsksForNothingChangesNothing() {
        assertThat(text(failpoints().state())).isEqualTo(NOTHING);
        assertThat(ask("{}")).isEqualTo(NOTHING);
        assertThat(ask("{\"crash\":null,\"haltAt\":null,\"disk\":null,\"clock\":null}"))
                .isEqualTo(NOTHING);
        for (TurnPoint point : TurnPoint.values()) {
            failpoints().pass(point);
        }
        assertThat(halts).isEmpty();
    }

    // ---- crash points ----

    @Test
    void aNodeCrashesAtTheNthPassingOfThatPointAndNoOtherAndOnlyOnce() {
        assertThat(ask("{\"crash\":{\"point\":\"after-send\",\"nth\":2}}"))
                .contains("\"crash\":{\"point\":\"after-send\",\"nth\":2}");
        failpoints().pass(TurnPoint.BEFORE_PERSIST);
        failpoints().pass(TurnPoint.AFTER_PERSIST);
        failpoints().pass(TurnPoint.AFTER_SEND);
        failpoints().pass(TurnPoint.BEFORE_PERSIST);
        assertThat(text(failpoints().state())).contains("\"crash\":{\"point\":\"after-send\",\"nth\":1}");
        assertThat(halts).as("near miss").isEmpty();
        failpoints().pass(TurnPoint.AFTER_SEND);
        failpoints().pass(TurnPoint.AFTER_SEND);
        assertThat(halts).containsExactly(Halt.CRASH);
    }

    @Test
    void aDisarmedNodeDoesNotCrash() {
        ask("{\"crash\":{\"point\":\"before-persist\",\"nth\":1}}");
        ask("{\"crash\":null}");
        failpoints().pass(TurnPoint.BEFORE_PERSIST);
        assertThat(halts).isEmpty();
    }

    // ---- an instant ----

    @Test
    void theProcessHaltsAtTheInstantAndNotBefore() throws Exception {
        List<Long> at = new ArrayList<>();
        try (Failpoints timed = new Failpoints(N1, data, new FileSystemDisk(), why -> {
            at.add(System.nanoTime());
            halted.countDown();
        })) {
            long instant = System.nanoTime() + 100 * MS;
            assertThat(text(timed.request(("{\"haltAt\":" + instant + "}").getBytes(UTF_8))))
                    .contains("\"haltAt\":" + instant);
            assertThat(halted.await(10, TimeUnit.SECONDS)).isTrue();
            // How late it may be is the machine's affair, which does other things while tests run.
            assertThat(at.get(0)).isBetween(instant, instant + 1_000 * MS);
        }
    }

    @Test
    void nobodyReadsTheClockAfterTheInstant() throws Exception {
        long instant = System.nanoTime() + 50 * MS;
        ask("{\"haltAt\":" + instant + "}");
        List<Long> reads = Collections.synchronizedList(new ArrayList<>());
        Thread reader = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                reads.add(failpoints().clock().read().machine());
            }
        });
        reader.start();
        assertThat(halted.await(10, TimeUnit.SECONDS)).isTrue();
        Thread.sleep(50);
        assertThat(Collections.max(reads)).isLessThan(instant);
        reader.interrupt();
        failpoints().close();
        reader.join();
    }

    /** The instant is far off: a test that is told late of its own halt would stand still, and for ever, as nothing ends it. */
    @Test
    void anInstantThatWasTakenBackIsNotThereAnyMore() throws Exception {
        ask("{\"haltAt\":" + (System.nanoTime() + 3_600_000 * MS) + "}");
        assertThat(ask("{\"haltAt\":null}")).isEqualTo(NOTHING);
    }

    @Test
    void nobodyWaitsForAnInstantThatWasTakenBack() throws Exception {
        HaltInstant instant = new HaltInstant(halted::countDown);
        instant.arm(System.nanoTime() + 500 * MS);
        instant.disarm();
        assertThat(halted.await(600, TimeUnit.MILLISECONDS)).isFalse();
    }

    @Test
    void anInstantThatHasGoneByIsRefused() throws Exception {
        assertThat(refused(400, "{\"haltAt\":" + (System.nanoTime() - 1) + "}")).contains("ns ago");
        assertThat(halted.await(50, TimeUnit.MILLISECONDS)).isFalse();
    }

    // ---- disk ----

    @Test
    void justTheNextWritesFailAndNoneBeforeOrAfter() throws Exception {
        try (WriteAheadLog log = open()) {
            write(log, 1);
            assertThat(ask("{\"disk\":{\"failNextWrites\":1}}")).contains("\"failNextWrites\":1");
            assertThatThrownBy(() -> write(log, 2))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("the disk reports an I/O error");
        }
        assertThat(text(failpoints().state())).contains("\"failNextWrites\":0");
        try (WriteAheadLog log = open()) {
            assertThat(log.recovered().disk().hardState().term()).isEqualTo(1);
            write(log, 3);
        }
    }

    @Test
    void whichWritesFailIsDrawnFromTheSeed() throws Exception {
        assertThat(failures(7)).isEqualTo(failures(7)).isNotEqualTo(failures(8)).hasSizeBetween(20, 80);
    }

    private List<Integer> failures(long seed) throws IOException {
        ask("{\"disk\":{\"errorProbability\":0.5,\"seed\":" + seed + "}}");
        List<Integer> failed = new ArrayList<>();
        try (var file = failpoints().disk().create(data.resolve("file"))) {
            for (int i = 0; i < 100; i++) {
                try {
                    file.write(new byte[1]);
                } catch (IOException e) {
                    failed.add(i);
                }
            }
        }
        return failed;
    }

    @Test
    void aSyncTakesLongerAndWhatItHasNotReachedIsNotInTheFile() throws Exception {
        Path file = data.resolve("file");
        try (var out = failpoints().disk().create(file)) {
            out.write(new byte[3]);
            assertThat(Files.size(file)).as("not synced").isZero();
            ask("{\"disk\":{\"extraSyncNanos\":" + 80 * MS + "}}");
            long began = System.nanoTime();
            out.force();
            assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(80 * MS);
            assertThat(Files.size(file)).isEqualTo(3);
            ask("{\"disk\":null}");
            out.write(new byte[2]);
            out.force();
            assertThat(Files.size(file)).isEqualTo(5);
        }
        assertThat(text(failpoints().state())).isEqualTo(NOTHING);
    }

    // ---- records ----

    @Test
    void aTornRecordIsDroppedAndEverythingBeforeItIsKept() throws Exception {
        for (int seed = 1; seed <= 40; seed++) {
            try (WriteAheadLog log = open()) {
                write(log, seed);
                long before = Files.size(data.resolve("wal-0000000000000001"));
                ask("{\"spoil\":{\"record\":\"torn\",\"seed\":" + seed + "}}");
                assertThat(Files.size(data.resolve("wal-0000000000000001"))).isGreaterThan(before);
            }
            try (WriteAheadLog log = open()) {
                assertThat(log.recovered().disk().hardState().term()).isEqualTo(seed);
                assertThat(log.recovered().notice())
                        .hasValueSatisfying(notice -> assertThat(notice).contains("was torn by a crash"));
            }
        }
        assertThat(halts).hasSize(40).containsOnly(Halt.LOG_SPOILED);
    }

    @Test
    void aCorruptedRecordIsNeverTakenForATornOne() throws Exception {
        for (int seed = 1; seed <= 200; seed++) {
            try (WriteAheadLog log = open()) {
                write(log, 1);
                write(log, 2);
                ask("{\"spoil\":{\"record\":\"corrupted\",\"seed\":" + seed + "}}");
            }
            assertThatThrownBy(this::open).as("seed " + seed).isInstanceOf(CorruptLogException.class);
            Files.delete(data.resolve("wal-0000000000000001"));
        }
        assertThat(halts).hasSize(200).containsOnly(Halt.LOG_SPOILED);
    }

    @Test
    void aLogThatCannotBeSpoiledIsSaidAndEndsNobody() {
        assertThat(refused(500, "{\"spoil\":{\"record\":\"torn\"}}")).contains("the log could not be spoiled: ");
        assertThat(halts).isEmpty();
    }

    // ---- clock ----

    @Test
    void theClockRunsAtTheRateAndHasJumpedBySoMuchInAll() {
        assertThat(ask("{\"clock\":{\"rate\":1000,\"jumpedNanos\":5000000000}}"))
                // At that rate a machine that is busy for a moment is seconds further ahead.
                .containsPattern(
                        "\"rate\":1000\\.0,\"jumpedNanos\":5000000000,\"aheadNanos\":([5-9]\\d{9}|\\d{11,})\\D");
        assertThat(ask("{\"clock\":{\"jumpedNanos\":5000000000}}"))
                .contains("\"rate\":1000.0,\"jumpedNanos\":5000000000");
        assertThat(ask("{\"clock\":null}")).contains("\"rate\":1.0,\"jumpedNanos\":5000000000");
        NodeClock.Reading now = failpoints().clock().read();
        assertThat(now.node() - now.machine()).as("what was gained stays").isGreaterThanOrEqualTo(5_000 * MS);
    }

    // ---- requests ----

    @Test
    void aRequestThatMakesNoSenseIsRefusedAsAWhole() {
        assertThat(refused(400, "")).contains("one JSON object");
        assertThat(refused(400, "[]")).contains("one JSON object");
        assertThat(refused(400, "{\"clock\":{\"rate\":2}")).contains("one JSON object");
        assertThat(refused(400, "{} {}")).contains("nothing behind it");
        assertThat(refused(400, "{\"clock\":{\"rate\":2},\"cloak\":1}")).contains("nothing called cloak");
        assertThat(refused(400, "{\"clock\":{\"rate\":2,\"speed\":1}}")).contains("nothing called speed");
        assertThat(refused(400, "{\"clock\":{\"rate\":0}}")).contains("'rate' must be within");
        assertThat(refused(400, "{\"clock\":{\"rate\":\"fast\"}}")).contains("'rate' must be a number");
        assertThat(refused(400, "{\"clock\":{\"jumpedNanos\":-1}}")).contains("'jumpedNanos' must be at least 0");
        assertThat(refused(400, "{\"disk\":{\"errorProbability\":1.1}}")).contains("'errorProbability' must be within");
        assertThat(refused(400, "{\"disk\":[]}")).contains("'disk' is neither");
        assertThat(refused(400, "{\"clock\":{\"rate\":2},\"crash\":{\"point\":\"lunch\"}}"))
                .contains("there is no point 'lunch' in a turn; there are before-persist, after-persist,");
        assertThat(refused(400, "{\"crash\":{\"nth\":1}}")).contains("'point' is missing");
        assertThat(refused(400, "{\"crash\":{\"point\":\"after-send\",\"nth\":0}}"))
                .contains("'nth' must be");
        assertThat(refused(400, "{\"spoil\":{\"record\":\"burnt\"}}")).contains("torn or corrupted, not 'burnt'");
        assertThat(refused(400, "{\"spoil\":null}")).contains("can't be null");
        assertThat(refused(400, "{\"haltAt\":1e3}")).contains("'haltAt' must be a whole number");
        assertThat(refused(400, "{\"haltAt\":99999999999999999999}")).contains("one JSON object, but: ");
        assertThat(text(failpoints().state())).isEqualTo(NOTHING);
    }

    private String ask(String request) {
        Failpoints.Answer answer = failpoints().request(request.getBytes(UTF_8));
        assertThat(answer.status()).as(() -> text(answer)).isEqualTo(200);
        return text(answer);
    }

    private String refused(int status, String request) {
        Failpoints.Answer answer = failpoints().request(request.getBytes(UTF_8));
        assertThat(answer.status()).as(request).isEqualTo(status);
        assertThat(text(answer)).startsWith("{\"error\":\"");
        return text(answer);
    }

    private static String text(Failpoints.Answer answer) {
        return new String(answer.body(), UTF_8);
    }

    private WriteAheadLog open() throws IOException {
        return WriteAheadLog.open(failpoints().disk(), data, N1, KvCommand::read, LogTail.EMPTY);
    }

    private static void write(WriteAheadLog log, long term) throws IOException {
        log.append(new DiskWrite.State(new HardState(term, HardState.NO_VOTE)));
        log.flush();
    }
}
