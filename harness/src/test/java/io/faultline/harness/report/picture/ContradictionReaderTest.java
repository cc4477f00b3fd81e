package io.faultline.harness.report.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.faultline.checkers.Evidence;
import io.faultline.checkers.Judgement;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.checkers.history.OperationType;
import io.faultline.checkers.linearizability.LinearizableChecker;
import io.faultline.harness.report.picture.CallSpan.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a picture is made of where operations have no linearization. */
class ContradictionReaderTest {
    private static final long MS = 1_000_000;

    private final HistoryRecorder recorder = new HistoryRecorder();
    private final Map<String, Object> tree = new LinkedHashMap<>();

    private ContradictionReaderTest at(
            long millis, OperationType type, long process, String f, String key, Object value) {
        recorder.operation(millis * MS, type, process, f, key, value);
        return this;
    }

    /** Two writes, of which one has no end, and a read that misses both; something on another key; a read before all. */
    private History history() {
        at(0, OperationType.INVOKE, 1, "read", "x", null);
        at(10, OperationType.OK, 1, "read", "x", null);
        at(20, OperationType.INVOKE, 2, "write", "x", 1L);
        at(25, OperationType.INVOKE, 3, "write", "x", 2L);
        at(30, OperationType.INVOKE, 4, "write", "y", 7L);
        at(35, OperationType.OK, 4, "write", "y", 7L);
        at(40, OperationType.OK, 2, "write", "x", 1L);
        at(45, OperationType.INVOKE, 5, "read", "x", null);
        at(50, OperationType.INVOKE, 1, "read", "x", null);
        at(60, OperationType.OK, 1, "read", "x", null);
        at(70, OperationType.OK, 5, "read", "x", 1L);
        at(100, OperationType.INVOKE, 6, "read", "x", null);
        return recorder.finish();
    }

    private List<Contradiction> read(History history) {
        Verdict verdict = Verdict.invalid("linearizable", "no", List.of(new Evidence("no", List.of(2L))))
                .measured(Map.of(LinearizableChecker.COUNTEREXAMPLES, List.of(tree)));
        return ContradictionReader.read(Judgement.of(List.of(verdict)), history);
    }

    @Test
    void callsHaveTheirPlaceInTheOrderAndTheCulpritHasNone() {
        tree.put("calls", List.of(2L, 8L));
        tree.put("culprit", 8L);
        tree.put("order", List.of(3L, 2L));
        tree.put("states", List.of("2", "1"));

        Contradiction contradiction = read(history()).get(0);

        assertThat(contradiction.thing()).isEqualTo("x");
        assertThat(contradiction.spans())
                .extracting(CallSpan::begin, CallSpan::kind, CallSpan::place, CallSpan::state, CallSpan::words)
                .containsExactly(
                        tuple(2L, Kind.PLACED, 2, "1", "write 1"),
                        tuple(3L, Kind.PLACED, 1, "2", "write 2"),
                        tuple(7L, Kind.OTHER, 0, "", "read → 1"),
                        tuple(8L, Kind.CULPRIT, 0, "", "read → null"));
        assertThat(List.of(contradiction.from(), contradiction.to())).containsExactly(20 * MS, 60 * MS);
        assertThat(contradiction.error()).isEqualTo(9);
    }

    @Test
    void whatHasNoEndIsDrawnToTheEndOfTheRecordAndDoesNotWidenTheView() {
        tree.put("calls", List.of(2L, 3L));

        Contradiction contradiction = read(history()).get(0);

        CallSpan open = contradiction.spans().stream()
                .filter(span -> span.begin() == 3)
                .findFirst()
                .orElseThrow();
        assertThat(open.open()).isTrue();
        assertThat(open.to()).isEqualTo(100 * MS);
        assertThat(contradiction.to()).isEqualTo(40 * MS);
    }

    @Test
    void whatWasCutOffIsSaid() {
        tree.put("calls", List.of(2L));
        tree.put("cut", 2L);
        tree.put("before", List.of("5", "6"));

        assertThat(read(history()).get(0).note()).isEqualTo("What lies before event 2 left the state 5 or 6.");
    }

    @Test
    void callsOnSeveralThingsHaveNobodyAroundThem() {
        tree.put("calls", List.of(2L, 4L));

        Contradiction contradiction = read(history()).get(0);

        assertThat(contradiction.thing()).isEmpty();
        assertThat(contradiction.spans()).extracting(CallSpan::begin).containsExactly(2L, 4L);
    }

    @Test
    void whatDoesNotFitTheHistoryIsPassedOver() {
        tree.put("calls", List.of(1L, 99L, -1L, "2", 6L));
        assertThat(read(history())).isEmpty();
        tree.put("calls", List.of(2L, 2L, 99L));
        tree.put("culprit", 99L);
        tree.put("order", "none");
        assertThat(read(recorder.finish()).get(0).spans())
                .filteredOn(CallSpan::matters)
                .extracting(CallSpan::kind)
                .containsExactly(Kind.PROOF);
    }

    @Test
    void onlyWhatIsInvalidIsRead() {
        tree.put("calls", List.of(2L));
        Verdict valid = Verdict.valid("linearizable", "yes")
                .measured(Map.of(LinearizableChecker.COUNTEREXAMPLES, List.of(tree)));

        assertThat(ContradictionReader.read(Judgement.of(List.of(valid)), history()))
                .isEmpty();
    }
}
