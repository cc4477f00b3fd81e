package io.faultline.checkers.linearizability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.checkers.history.History;
import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.checkers.history.OperationType;
import io.faultline.checkers.linearizability.Calls.FailedCas;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes a call, and what does not. */
class CallsTests {
    private final HistoryRecorder recorder = new HistoryRecorder();

    private void event(OperationType type, long process, String f, Object value) {
        recorder.operation(0, type, process, f, "x", value);
    }

    @Test
    void aCallHasItsArgumentItsResultAndItsEvents() {
        event(OperationType.INVOKE, 3, "read", null);
        recorder.phase(0, "final-reads");
        event(OperationType.OK, 3, "read", 7);

        assertThat(Calls.of(recorder.finish()).all()).containsExactly(Call.ok(3, "read", "x", null, 7L, 0, 2));
    }

    @Test
    void whatFailedIsNoCall() {
        event(OperationType.INVOKE, 1, "write", 5);
        event(OperationType.FAIL, 1, "write", 5);
        Calls calls = Calls.of(recorder.finish());

        assertThat(calls.all()).isEmpty();
        assertThat(calls.failed()).isEqualTo(1);
    }

    @Test
    void aFailedCasIsOneThatSawAnotherValueIfThatIsAskedFor() {
        event(OperationType.INVOKE, 1, "cas", List.of(1, 2));
        event(OperationType.FAIL, 1, "cas", List.of(1, 2));
        History history = recorder.finish();

        assertThat(Calls.of(history, FailedCas.DROPPED).all()).isEmpty();
        assertThat(Calls.of(history, FailedCas.OBSERVED).all())
                .containsExactly(new Call(1, "cas", "x", List.of(1L, 2L), null, 0, 1, Fate.REFUSED));
    }

    @Test
    void whatEndedUnknownOrNotAtAllIsPending() {
        event(OperationType.INVOKE, 1, "write", 5);
        event(OperationType.INVOKE, 2, "write", 6);
        event(OperationType.INFO, 1, "write", 5);

        assertThat(Calls.of(recorder.finish()).all())
                .containsExactly(Call.pending(1, "write", "x", 5L, 0), Call.pending(2, "write", "x", 6L, 1));
    }

    @Test
    void whatIsStillOpenWhenItsProcessGoesOnStaysPending() {
        event(OperationType.INVOKE, 1, "write", 5);
        event(OperationType.INVOKE, 1, "read", null);
        event(OperationType.OK, 1, "read", null);

        assertThat(Calls.of(recorder.finish()).all())
                .containsExactly(Call.pending(1, "write", "x", 5L, 0), Call.ok(1, "read", "x", null, null, 1, 2));
    }

    @Test
    void anEndWithoutABeginIsAProblem() {
        event(OperationType.OK, 4, "read", 1);

        assertThat(Calls.of(recorder.finish()).problems())
                .containsExactly("process 4 ended something that it never began (event 0)");
    }

    @Test
    void aCallThatContradictsItselfIsRefused() {
        assertThatThrownBy(() -> Call.ok(1, "read", "x", null, 1L, 5, 4)).hasMessageContaining("before it was invoked");
        assertThatThrownBy(() -> new Call(1, "read", "x", null, null, 5, Call.NEVER, Fate.OK))
                .hasMessageContaining("pending just if it has no end");
    }

    @Test
    void aCallPrecedesAnotherOnlyIfItEndedBefore() {
        Call first = Call.ok(1, "read", "x", null, null, 0, 5);

        assertThat(first.precedes(Call.pending(2, "read", "x", null, 6))).isTrue();
        assertThat(first.precedes(Call.pending(2, "read", "x", null, 5))).isFalse();
        assertThat(Call.pending(2, "read", "x", null, 0).precedes(first)).isFalse();
    }
}
