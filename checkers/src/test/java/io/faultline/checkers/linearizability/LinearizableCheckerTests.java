package io.faultline.checkers.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.Validity;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.checkers.history.OperationType;
import io.faultline.checkers.linearizability.model.Models;
import java.util.List;
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
        assertThat((List<?>) verdict.measures().get("counterexamples"))
                .anyMatch(line -> line.toString().contains("|-read -> 6-|"));
    }

    @Test
    void oneWithoutOperationsIsUnknown() {
        Verdict verdict = checker.check(new HistoryRecorder().finish());

        assertThat(verdict.validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(verdict.summary()).isEqualTo("no operation succeeded: there is nothing to judge");
    }

    @Test
    void theSameHistoryGetsTheSameVerdict() {
        assertThat(checker.check(history(6))).isEqualTo(checker.check(history(6)));
    }
}
