package io.faultline.checkers.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.Checker;
import io.faultline.checkers.Validity;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.checkers.history.OperationType;
import io.faultline.checkers.linearizability.model.Models;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The search as a checker among others. */
class LinearizableCheckerTests {
    private final LinearizableChecker checker = new LinearizableChecker(
            Models.find("register").orElseThrow(), () -> LinearizabilityOptions.within(Budget.timeless(Budget.BYTES)));

    private static History history(Object read) {
        HistoryRecorder recorder = new HistoryRecorder();
        recorder.operation(0, OperationType.INVOKE, 1, "write", "x", 5);
        recorder.operation(0, OperationType.OK, 1, "write", "x", 5);
        recorder.operation(0, OperationType.INVOKE, 1, "write", "x", 5);
        recorder.operation(1, OperationType.OK, 1, "write", "x", 5);
        recorder.phase(2, "final-reads");
        recorder.operation(3, OperationType.INVOKE, 2, "read", "x", null);
        recorder.operation(4, OperationType.OK, 2, "read", "x", read);
        return recorder.finish();
    }

    @Test
    void aLinearizableHistoryIsValid() {
        Verdict verdict = checker.check(history(5));

        assertThat(verdict.checker()).isEqualTo("linearizable");
        assertThat(verdict.validity()).isEqualTo(Validity.VALID);
        assertThat(verdict.summary()).isEqualTo("3 operations are linearizable as a register");
        assertThat(verdict.measures())
                .containsEntry("model", "register")
                .containsEntry("operations", 3L)
                .containsEntry("parts", 1L)
                .doesNotContainKey("counterexamples");
    }

    @Test
    void oneThatIsNotHasTheEventsThatContradictEachOther() {
        Verdict verdict = checker.check(history(6));

        assertThat(verdict.validity()).isEqualTo(Validity.INVALID);
        assertThat(verdict.evidence()).hasSize(1);
        assertThat(verdict.evidence().get(0).events()).containsExactly(5L, 6L);
        assertThat(verdict.evidence().get(0).why()).contains("read").contains("process 2 (event 5)");
        Map<?, ?> counterexample = (Map<?, ?>) ((List<?>) verdict.measures().get("counterexamples")).get(0);
        assertThat(counterexample.get("calls")).isEqualTo(List.of(5L));
        assertThat(LinearizableChecker.drawing(verdict, 0))
                .anyMatch(line -> line.contains("|-read -> 6-|"))
                .doesNotContain(verdict.evidence().get(0).why());
        assertThat(LinearizableChecker.drawing(verdict, 1)).isEmpty();
    }

    @Test
    void oneWithoutOperationsIsUnknown() {
        Verdict verdict = checker.check(new HistoryRecorder().finish());

        assertThat(verdict.validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(verdict.summary()).isEqualTo("no operation succeeded: there is nothing to judge");
    }

    // ---- of one service with keys, queues and locks ----

    /** Each operation by a process of its own, one after another. */
    private static final class Service {
        private final HistoryRecorder recorder = new HistoryRecorder();
        private long processes;

        Service did(String f, Object key, Object argument, Object result) {
            recorder.operation(processes, OperationType.INVOKE, ++processes, f, key, argument);
            recorder.operation(processes, OperationType.OK, processes, f, key, result);
            return this;
        }

        Service lost(String f, Object key, Object argument) {
            recorder.operation(processes, OperationType.INVOKE, ++processes, f, key, argument);
            recorder.operation(processes, OperationType.INFO, processes, f, key, argument);
            return this;
        }

        Verdict verdict(long minOk) {
            History history = recorder.finish();
            return LinearizableChecker.of(history, minOk).orElseThrow().check(history);
        }
    }

    @Test
    void eachKindOfThingIsJudgedByTheLeastModelThatKnowsIt() {
        assertThat(new Service().did("write", "x", 1L, 1L).verdict(1).measures())
                .containsEntry("model", "register");
        assertThat(new Service()
                        .did("write", "x", 1L, 1L)
                        .did("cas", "x", List.of(1L, 2L), List.of(1L, 2L))
                        .verdict(1)
                        .measures())
                .containsEntry("model", "cas-register");
        Verdict all = new Service()
                .did("append", "x", 1L, 1L)
                .did("enqueue", "x", 1L, 1L)
                .did("acquire", "x", "me", 1L)
                .verdict(1);
        assertThat(all.validity()).isEqualTo(Validity.VALID);
        assertThat(all.measures())
                .containsEntry("model", "kv and fifo-queue and fenced-lock")
                .containsEntry("operations", 3L)
                .containsEntry("parts", 3L);
    }

    @Test
    void oneKindThatIsNotLinearizableIsEnough() {
        Verdict verdict = new Service()
                .did("write", "x", 1L, 1L)
                .did("acquire", "m", "me", 1L)
                .did("acquire", "m", "you", 2L)
                .did("enqueue", "q", 1L, 1L)
                .verdict(10);

        assertThat(verdict.validity()).isEqualTo(Validity.INVALID);
        assertThat(verdict.evidence().get(0).events()).containsExactly(2L, 3L, 4L, 5L);
    }

    @Test
    void tooFewSuccessesAreNoReasonToBeGreenAndNoneAtAllIsNothingToJudge() {
        Service service = new Service().did("write", "x", 1L, 1L).lost("write", "x", 2L);
        assertThat(service.verdict(2).validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(service.verdict(2).summary())
                .isEqualTo("only 1 operation succeeded, of the 2 it takes: too few to judge");
        assertThat(service.verdict(1).validity()).isEqualTo(Validity.VALID);

        Verdict nothing =
                new Service().lost("write", "x", 1L).lost("enqueue", "q", 1L).verdict(1);
        assertThat(nothing.validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(nothing.summary()).isEqualTo("no operation succeeded: there is nothing to judge");
    }

    @Test
    void anOperationThatNobodyKnowsIsUnknownAndTransactionsAreOthersToJudge() {
        Verdict unknown =
                new Service().did("write", "x", 1L, 1L).did("frob", "x", 1L, 1L).verdict(1);
        assertThat(unknown.validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(unknown.summary()).isEqualTo("the model kv knows no operation 'frob'");
        assertThat(LinearizableChecker.of(new HistoryRecorder().finish(), 1)).isEmpty();
        HistoryRecorder recorder = new HistoryRecorder();
        recorder.operation(0, OperationType.INVOKE, 1, "txn", null, List.of());
        assertThat(LinearizableChecker.of(recorder.finish(), 1)).isEmpty();
    }

    /** Subset sums: as many states as there are sets, which no budget holds. */
    @Test
    void workThatIsUsedUpIsUnknownEachTimeInTheSameWords() {
        Service service = new Service();
        for (int i = 0; i < 40; i++) {
            service.lost("add", "x", (1L << i) + i % 3);
        }
        History history =
                service.did("read", "x", null, (1L << 41) + 7).recorder.finish();
        Checker within = new LinearizableChecker(
                Models.find("kv").orElseThrow(), () -> LinearizabilityOptions.within(Budget.ofWork(2_000, 64L << 20)));

        assertThat(within.check(history).validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(within.check(history)).isEqualTo(within.check(history));
    }

    @Test
    void theSameHistoryGetsTheSameVerdict() {
        assertThat(checker.check(history(6))).isEqualTo(checker.check(history(6)));
    }
}
