package io.faultline.checkers.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.Validity;
import io.faultline.checkers.history.History;
import io.faultline.checkers.kit.Golden;
import io.faultline.checkers.transactions.consistency.Anomaly;
import io.faultline.checkers.transactions.consistency.Consistency;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each anomaly made by hand in six transactions at most: known by its name, by no stronger one, with its proof in words. */
class ListAnomalyTests {
    @Test
    void writesThatAreInterleavedAreG0() {
        shows(
                new TransactionStory()
                        .together("append x 1, append y 1", "append x 2, append y 2", "r x [1 2], r y [2 1]"),
                "G0");
    }

    @Test
    void aReadOfWhatWasAbortedIsG1a() {
        shows(new TransactionStory().together("fail append x 1", "r x [1]"), "G1a");
    }

    @Test
    void aReadOfAVersionThatWasNotTheLastIsG1b() {
        shows(new TransactionStory().together("append x 1, append x 2", "r x [1]", "r x [1 2]"), "G1b");
    }

    @Test
    void transactionsThatReadEachOthersWritesAreG1c() {
        shows(new TransactionStory().together("append x 1, r y [1]", "append y 1, r x [1]"), "G1c");
    }

    @Test
    void aWriteThatIsMissedAfterwardsIsANonMonotonicRead() {
        shows(
                new TransactionStory().together("append x 1, append y 1", "r x [1], r y []"),
                "non-monotonic-read",
                "G-single");
    }

    @Test
    void aWriteThatWasMissedBeforeIsAFracturedRead() {
        shows(
                new TransactionStory().together("append x 1, append y 1", "r y [], r x [1]"),
                "fractured-read",
                "G-single");
    }

    @Test
    void aMissedWriteOfADistantPastIsGSingleOnly() {
        shows(
                new TransactionStory()
                        .together(
                                "append x 1, append z 1",
                                "r z [1], append y 1",
                                "append z 2, r y [], r x []",
                                "r x [1], r z [1 2]"),
                "G-single");
    }

    @Test
    void twoReadersWhoSawTwoWritesInBothOrdersAreALongFork() {
        shows(
                new TransactionStory().together("append x 1", "append y 1", "r x [1], r y []", "r x [], r y [1]"),
                "G-nonadjacent");
    }

    @Test
    void writeSkewIsG2Item() {
        shows(new TransactionStory().together("r x [], append y 1", "r y [], append x 1"), "G2-item");
    }

    @Test
    void twoUpdatesOfOneVersionAreALostUpdate() {
        shows(
                new TransactionStory().together("r x [], append x 1", "r x [], append x 2", "r x [1 2]"),
                "lost-update",
                "G-single");
    }

    @Test
    void anAppendUponAnAbortedOneIsADirtyUpdate() {
        shows(new TransactionStory().together("fail append x 1", "append x 2", "r x [1 2]"), "dirty-update", "G1a");
    }

    @Test
    void aTransactionThatMissesItsOwnAppendIsInternallyInconsistent() {
        shows(new TransactionStory().together("append x 1, r x []", "r x [1]"), "internal");
        shows(new TransactionStory().together("append x 1", "r x [], r x [1]", "r x [1]"), "internal");
    }

    @Test
    void aReadOfWhatIsAppendedOnlyLaterIsAFutureRead() {
        shows(new TransactionStory().together("r x [1], append x 1"), "future-read");
    }

    @Test
    void anElementThatIsThereTwiceIsADuplicate() {
        shows(new TransactionStory().together("append x 1", "append x 2", "r x [1 2 1]"), "duplicate-elements");
    }

    @Test
    void listsOfWhichNeitherBeginsTheOtherAreOfIncompatibleOrder() {
        shows(
                new TransactionStory().together("append x 1", "append x 2", "r x [1 2]", "r x [2]"),
                "incompatible-order");
    }

    @Test
    void anElementThatNobodyAppendedIsGarbage() {
        shows(new TransactionStory().together("append x 1", "r x [1 7]"), "garbage-read");
    }

    @Test
    void writesAgainstTheOrderOfAProcessAreG0Process() {
        shows(overlapping("p1: append x 1", "p1: append x 2", "r x [2 1]"), "G0-process");
    }

    @Test
    void aReadOfWhatTheProcessWritesOnlyLaterIsG1cProcess() {
        shows(overlapping("p1: r x [1 2]", "p1: append x 2", "append x 1"), "G1c-process");
    }

    @Test
    void aSessionThatMissesItsOwnWriteIsGSingleProcess() {
        shows(overlapping("p1: append x 1", "p1: r x []", "r x [1]"), "causality-violation", "G-single-process");
    }

    @Test
    void aForkAgainstASessionIsGNonadjacentProcess() {
        shows(overlapping("p1: append y 1", "p1: r x []", "append x 1", "r x [1], r y []"), "G-nonadjacent-process");
    }

    @Test
    void skewAgainstASessionIsG2ItemProcess() {
        shows(overlapping("p1: append x 1", "p1: r y []", "append y 1, r x []"), "G2-item-process");
    }

    @Test
    void writesAgainstTimeAreG0Realtime() {
        shows(overlapping("p1: append x 1", "p2: append x 2", "r x [2 1]"), "G0-realtime");
    }

    @Test
    void aReadOfWhatIsWrittenOnlyLaterIsG1cRealtime() {
        shows(overlapping("p1: r x [1 2]", "p2: append x 2", "append x 1"), "G1c-realtime");
    }

    @Test
    void aStaleReadIsGSingleRealtime() {
        shows(overlapping("p1: append x 1", "p2: r x []", "r x [1]"), "G-single-realtime");
    }

    @Test
    void aForkAgainstTimeIsGNonadjacentRealtime() {
        shows(overlapping("p1: append y 1", "p2: r x []", "append x 1", "r x [1], r y []"), "G-nonadjacent-realtime");
    }

    @Test
    void skewAgainstTimeIsG2ItemRealtime() {
        shows(overlapping("p1: append x 1", "p2: r y []", "append y 1, r x []"), "G2-item-realtime");
    }

    /** What an anomaly is called, told by the words of all that were found. */
    private static void shows(TransactionStory story, String... names) {
        History history = story.history();
        Analysis analysis = Transactions.analyze(history, TransactionKind.LIST_APPEND, Consistency.STRICT_SERIALIZABLE);
        assertThat(analysis.anomalies().keySet())
                .as(() -> analysis.summary() + "\n" + analysis.proofs())
                .extracting(Anomaly::word)
                .containsExactly(names);
        assertThat(analysis.validity()).isEqualTo(Validity.INVALID);
        assertThat(analysis.transactions()).isLessThanOrEqualTo(6);
        Golden.matches(
                "transactions/" + String.join("-and-", List.of(names)) + "-" + history.size() + ".txt", text(analysis));
    }

    private static String text(Analysis analysis) {
        return analysis.summary() + "\n\n"
                + analysis.proofs().stream().map(Proof::text).collect(Collectors.joining("\n\n")) + "\n";
    }

    private static TransactionStory overlapping(String... lines) {
        return new TransactionStory().overlapping(lines);
    }
}
