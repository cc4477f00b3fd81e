package io.faultline.checkers.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.Checker;
import io.faultline.checkers.Checkers;
import io.faultline.checkers.ClientOptions;
import io.faultline.checkers.Validity;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.checkers.history.OperationType;
import io.faultline.checkers.kit.Draw;
import io.faultline.checkers.kit.Histories;
import io.faultline.checkers.kit.Property;
import io.faultline.checkers.transactions.consistency.Anomaly;
import io.faultline.checkers.transactions.consistency.Consistency;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When transactions are judged at all, and what of models follows from what. */
class JudgingTransactionsTests {
    private static Verdict verdict(History history) {
        return Transactions.checker(TransactionKind.LIST_APPEND, Consistency.STRICT_SERIALIZABLE)
                .check(history);
    }

    private static void isUnknown(TransactionStory story, String summary) {
        Verdict verdict = verdict(story.history());
        assertThat(verdict.validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(verdict.summary()).isEqualTo(summary);
    }

    @Test
    void anElementThatIsAppendedTwiceLeavesNothingToSay() {
        isUnknown(
                new TransactionStory().together("append x 1", "fail append x 1", "r x [1]"),
                "1 was appended to x twice: by the transaction of process 100 (event 0) and by the transaction of process"
                        + " 101 (event 1); nothing can be told unless what is appended to a key is unique");
    }

    @Test
    void aRegisterAmongListsLeavesNothingToSay() {
        isUnknown(
                new TransactionStory().together("append x 1", "w x 2"),
                "the transaction of process 101 (event 1) writes x as a register; in histories of lists keys are only"
                        + " appended to and read");
    }

    @Test
    void anAnswerToAnotherQuestionLeavesNothingToSay() {
        TransactionStory story = new TransactionStory()
                .tell(OperationType.INVOKE, 1, List.of(List.of("append", "x", 1L)))
                .tell(OperationType.OK, 1, List.of(List.of("append", "y", 1L)));
        isUnknown(
                story,
                "not all transactions can be understood: process 1 answers another step than it was asked for: [append,"
                        + " y, 1] (event 1)");
    }

    @Test
    void whereNothingCommittedThereIsNothingToJudge() {
        isUnknown(
                new TransactionStory().together("fail append x 1", "info append x 2"),
                "no transaction committed: nothing to judge");
    }

    @Test
    void inATrialTooFewTransactionsProveNothing() {
        History few = new TransactionStory().together("append x 1", "r x [1]").history();
        Checker checker = Checkers.transactions(few, ClientOptions.DEFAULT).get(0);
        assertThat(checker.name()).isEqualTo("list-append");
        assertThat(checker.check(few).summary())
                .isEqualTo("only 2 transactions committed, of the 10 it takes: too few to judge");
        assertThat(Checkers.transactions(few, new ClientOptions(1, 0))
                        .get(0)
                        .check(few)
                        .validity())
                .isEqualTo(Validity.VALID);
    }

    @Test
    void aTrialWithoutTransactionsHasNoCheckerOfThem() {
        HistoryRecorder recorder = new HistoryRecorder();
        recorder.operation(0, OperationType.INVOKE, 1, "read", "x", null);
        assertThat(Checkers.transactions(recorder.finish(), ClientOptions.DEFAULT))
                .isEmpty();
    }

    @Test
    void aTransactionWhoseEndNobodyKnowsIsNotOrderedByTime() {
        Verdict verdict = verdict(new TransactionStory()
                .then("info append x 1")
                .then("r x []")
                .then("r x [1]")
                .history());
        assertThat(verdict.validity()).as(verdict.summary()).isEqualTo(Validity.VALID);
    }

    @Test
    void nonsenseCrashesNothing() {
        Property.holds(300, draw -> {
            History history = Histories.nonsense(new Draw(draw.seed()), 60);
            for (TransactionKind kind : TransactionKind.values()) {
                Checker checker = Transactions.checker(kind, Consistency.CAUSAL);
                assertThat(Checkers.run(history, List.of(checker))
                                .verdicts()
                                .get(0)
                                .summary())
                        .doesNotContain("itself failed");
            }
        });
    }

    @Test
    void whatBreaksAModelBreaksAllThatImplyIt() {
        for (Consistency model : Consistency.values()) {
            for (Consistency weaker : model.implied()) {
                assertThat(model.forbidden()).containsAll(weaker.forbidden());
            }
            assertThat(Consistency.STRICT_SERIALIZABLE.implied()).contains(model);
            assertThat(Consistency.named(model.word())).contains(model);
        }
        assertThat(Consistency.STRICT_SERIALIZABLE.forbidden()).isEqualTo(EnumSet.allOf(Anomaly.class));
    }

    @Test
    void snapshotIsolationAndRepeatableReadDoNotImplyEachOther() {
        assertThat(Consistency.SNAPSHOT_ISOLATION.isBrokenBy(EnumSet.of(Anomaly.G2_ITEM)))
                .isFalse();
        assertThat(Consistency.SERIALIZABLE.isBrokenBy(EnumSet.of(Anomaly.G2_ITEM)))
                .isTrue();
        assertThat(Consistency.SERIALIZABLE.isBrokenBy(EnumSet.of(Anomaly.G_SINGLE_REALTIME)))
                .isFalse();
        assertThat(Consistency.weakestBroken(EnumSet.of(Anomaly.G_NONADJACENT)))
                .containsExactly(Consistency.REPEATABLE_READ, Consistency.SNAPSHOT_ISOLATION);
        assertThat(Consistency.strongestKept(EnumSet.of(Anomaly.G2_ITEM_REALTIME)))
                .containsExactly(Consistency.STRONG_SNAPSHOT_ISOLATION, Consistency.STRONG_SESSION_SERIALIZABLE);
    }
}
