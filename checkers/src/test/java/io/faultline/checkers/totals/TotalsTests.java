package io.faultline.checkers.totals;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.Checker;
import io.faultline.checkers.Checkers;
import io.faultline.checkers.Validity;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.checkers.history.OperationType;
import io.faultline.checkers.kit.Draw;
import io.faultline.checkers.kit.Histories;
import io.faultline.checkers.kit.Property;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each checker with a small broken history, and a near miss that is sound. */
class TotalsTests {
    private final HistoryRecorder recorder = new HistoryRecorder();
    private long processes;

    private long begin(String f, Object value) {
        recorder.operation(recorder.size(), OperationType.INVOKE, ++processes, f, null, value);
        return processes;
    }

    private TotalsTests end(long process, OperationType type, String f, Object value) {
        recorder.operation(recorder.size(), type, process, f, null, value);
        return this;
    }

    private TotalsTests did(String f, Object asked, OperationType type, Object told) {
        return end(begin(f, asked), type, f, told);
    }

    private TotalsTests ok(String f, Object asked, Object told) {
        return did(f, asked, OperationType.OK, told);
    }

    private TotalsTests add(long element, OperationType type) {
        return did("add", element, type, element);
    }

    private TotalsTests read(Object told) {
        return ok("read", null, told);
    }

    private Verdict by(String name) {
        return Totals.named(name).orElseThrow().check(recorder.finish());
    }

    private void isInvalid(String name, String summary, Long... events) {
        Verdict verdict = by(name);
        assertThat(verdict.summary()).isEqualTo(summary);
        assertThat(verdict.validity()).isEqualTo(Validity.INVALID);
        assertThat(verdict.evidence().get(0).events()).containsExactly(events);
    }

    private Verdict isValid(String name) {
        Verdict verdict = by(name);
        assertThat(verdict.validity()).as(verdict.summary()).isEqualTo(Validity.VALID);
        return verdict;
    }

    private void isUnknown(String name) {
        Verdict verdict = by(name);
        assertThat(verdict.validity()).as(verdict.summary()).isEqualTo(Validity.UNKNOWN);
    }

    @Test
    void aSetHasLostWhatIsNotThereInTheEnd() {
        add(1, OperationType.OK).add(2, OperationType.OK).read(List.of(2L));
        isInvalid(
                "set",
                "1 was added by the add of process 1 (event 0) and is not there in the read of process 3 (event 4)",
                0L,
                1L,
                4L,
                5L);
    }

    @Test
    void aSetMustNotHoldWhatFailed() {
        add(1, OperationType.FAIL).read(List.of(1L));
        isInvalid("set", "the read of process 2 (event 2) saw 1, which nobody added, or not with success", 2L, 3L);
    }

    @Test
    void aSetMayHoldWhatNobodyKnowsOfAndOnlyTheLastReadCounts() {
        add(1, OperationType.INFO).add(2, OperationType.OK).read(List.of()).read(List.of(1L, 2L));
        assertThat(isValid("set").measures()).containsEntry("recovered", 1L).containsEntry("lost", 0L);
    }

    @Test
    void aSetThatNobodyReadIsUnknown() {
        add(1, OperationType.OK).isUnknown("set");
    }

    @Test
    void anElementThatWasSeenAndIsGoneForGoodIsLost() {
        add(1, OperationType.INFO).read(List.of(1L)).read(List.of());
        isInvalid(
                "set-full",
                "1 of the add of process 1 (event 0) is not seen any more from the read of process 3 (event 4) on",
                0L,
                1L,
                4L,
                5L);
    }

    @Test
    void anElementThatComesBackIsStaleAndNotLost() {
        add(1, OperationType.OK).read(List.of()).read(List.of(1L));
        assertThat(isValid("set-full").measures()).containsEntry("stale", 1L).containsEntry("stable", 1L);
    }

    @Test
    void aReadThatBeganBeforeTheAddEndedMayMissIt() {
        long reader = begin("read", null);
        add(1, OperationType.OK)
                .end(reader, OperationType.OK, "read", List.of())
                .read(List.of(1L));
        assertThat(isValid("set-full").measures()).containsEntry("stale", 0L);
    }

    @Test
    void anElementThatIsThereTwiceIsNone() {
        add(1, OperationType.OK).read(List.of(1L, 1L));
        isInvalid("set-full", "the read of process 2 (event 2) saw 1 twice", 2L, 3L);
    }

    @Test
    void aQueueHasLostWhatNeverCameOutOfItThoughItIsEmpty() {
        ok("enqueue", 1L, 1L).ok("enqueue", 2L, 2L).ok("dequeue", null, 2L).ok("dequeue", null, null);
        isInvalid(
                "queue",
                "1 went in by the enqueue of process 1 (event 0) and never came out, though the queue was emptied",
                0L,
                1L);
    }

    @Test
    void aQueueMustNotGiveAnElementTwice() {
        ok("enqueue", 1L, 1L).ok("dequeue", null, 1L).ok("dequeue", null, 1L);
        isInvalid(
                "queue",
                "1 came out twice, by the dequeue of process 2 (event 2) and by the dequeue of process 3 (event 4)",
                2L,
                3L,
                4L,
                5L);
    }

    @Test
    void aQueueIsSoundIfAllCameOutAlsoWhatNobodyKnewOf() {
        did("enqueue", 1L, OperationType.INFO, 1L).ok("enqueue", 2L, 2L).ok("drain", null, List.of(2L, 1L));
        assertThat(isValid("queue").measures()).containsEntry("recovered", 1L);
    }

    @Test
    void aQueueThatWasNotEmptiedOrByADequeueOfUnknownEndIsUnknown() {
        ok("enqueue", 1L, 1L);
        isUnknown("queue");
        TotalsTests other = new TotalsTests();
        other.ok("enqueue", 1L, 1L)
                .did("dequeue", null, OperationType.INFO, null)
                .ok("dequeue", null, null);
        other.isUnknown("queue");
    }

    @Test
    void aCounterIsAtLeastWhatWasAddedAndAtMostWhatMayHaveBeen() {
        add(2, OperationType.OK)
                .add(3, OperationType.INFO)
                .add(9, OperationType.FAIL)
                .read(6L);
        isInvalid(
                "counter",
                "the read of process 4 (event 6) saw 6 in the counter, where what was added allows 2 to 5",
                6L,
                7L);
        new TotalsTests()
                .add(2, OperationType.OK)
                .add(3, OperationType.INFO)
                .read(5L)
                .read(2L)
                .isValid("counter");
        TotalsTests less = new TotalsTests()
                .add(2, OperationType.OK)
                .add(-1, OperationType.INFO)
                .read(1L);
        less.isValid("counter");
    }

    @Test
    void anIdentifierIsGivenOnce() {
        ok("generate", null, "a").ok("generate", null, "b").ok("generate", null, "a");
        isInvalid(
                "unique-ids",
                "a was given to the generate of process 1 (event 0) and to the generate of process 3 (event 4)",
                0L,
                1L,
                4L,
                5L);
        new TotalsTests()
                .ok("generate", null, "a")
                .did("generate", null, OperationType.INFO, null)
                .isValid("unique-ids");
    }

    @Test
    void aBankKeepsItsTotal() {
        read(Map.of("a", 5L, "b", 5L)).read(Map.of("a", 4L, "b", 5L));
        isInvalid(
                "bank",
                "the read of process 2 (event 2) saw a total of 9, where the read of process 1 (event 0) had seen 10",
                0L,
                1L,
                2L,
                3L);
        new TotalsTests()
                .read(Map.of("a", 5L, "b", 5L))
                .read(Map.of("a", 4L, "b", 6L))
                .isValid("bank");
    }

    @Test
    void aBankHasNoBalanceBelowZero() {
        read(Map.of("a", -1L, "b", 11L));
        isInvalid("bank", "the read of process 1 (event 0) saw -1 in account a, below zero", 0L, 1L);
    }

    @Test
    void twoReadsThatSawTwoWritesInOppositeOrdersAreALongFork() {
        txn(List.of("w", "x", 1L))
                .txn(List.of("w", "y", 1L))
                .txn(r("x", 1L), r("y", null))
                .txn(r("x", null), r("y", 1L));
        isInvalid(
                "long-fork",
                "the txn of process 3 (event 4) saw x and not y, and the txn of process 4 (event 6) saw the latter and"
                        + " not the former",
                4L,
                5L,
                6L,
                7L);
        new TotalsTests()
                .txn(r("x", 1L), r("y", null))
                .txn(r("x", 1L), r("y", 1L))
                .txn(r("x", null), r("y", null))
                .isValid("long-fork");
        new TotalsTests().txn(List.of("w", "x", 1L)).txn(List.of("w", "x", 2L)).isUnknown("long-fork");
    }

    private static List<Object> r(String key, Object value) {
        return Arrays.asList("r", key, value);
    }

    private TotalsTests txn(List<?>... steps) {
        return ok("txn", List.of(steps), List.of(steps));
    }

    @Test
    void whatOnlyGrowsIsNeverSeenSmallerLater() {
        read(3L).read(2L);
        isInvalid(
                "monotonic",
                "the read of process 2 (event 2) saw 2, though the read of process 1 (event 0) had seen 3",
                0L,
                1L,
                2L,
                3L);
        TotalsTests overlapping = new TotalsTests();
        long slow = overlapping.begin("read", null);
        overlapping.read(3L).end(slow, OperationType.OK, "read", 2L).isValid("monotonic");
    }

    @Test
    void nothingToJudgeIsNeverSound() {
        History empty = new HistoryRecorder().finish();
        for (Checker checker : Totals.all()) {
            assertThat(checker.check(empty).validity()).as(checker.name()).isEqualTo(Validity.UNKNOWN);
        }
    }

    @Test
    void nonsenseCrashesNone() {
        Property.holds(300, draw -> {
            History history = Histories.nonsense(new Draw(draw.seed()), 60);
            assertThat(Checkers.run(history, Totals.all()).verdicts())
                    .noneMatch(verdict -> verdict.summary().contains("itself failed"));
        });
    }
}
