package io.faultline.checkers.history.jepsen;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.history.Condition;
import io.faultline.checkers.history.FaultPhase;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.checkers.history.OperationType;
import io.faultline.checkers.history.jepsen.JepsenHistory.Form;
import io.faultline.checkers.history.jepsen.JepsenHistory.Keys;
import io.faultline.checkers.kit.Draw;
import io.faultline.checkers.kit.Golden;
import io.faultline.checkers.kit.Property;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written in Jepsen's words says the same operations when it is read back. */
class JepsenRoundTripTests {

    @Test
    void aHistoryOfOursInJepsensWords() throws IOException {
        HistoryRecorder recorder = new HistoryRecorder();
        recorder.phase(0, "safety");
        recorder.condition(0, Condition.CALM);
        recorder.operation(10, OperationType.INVOKE, 0, "write", "x", 7L);
        recorder.fault(15, FaultPhase.BEGIN, 4, Map.of("kind", "crash"));
        recorder.operation(20, OperationType.OK, 0, "write", "x", 7L);
        recorder.operation(30, OperationType.INVOKE, 1, "cas", "y", List.of(1L, 2L));
        recorder.operation(40, OperationType.INVOKE, 0, "read", "x", null);
        recorder.operation(50, OperationType.INFO, 1, "cas", "y", List.of(1L, 2L));
        recorder.fault(55, FaultPhase.END, 4, Map.of("kind", "crash"));
        recorder.operation(60, OperationType.OK, 0, "read", "x", 7L);
        List<Object> steps = List.of(List.of("append", "k", 3L), Arrays.asList("r", "k", null));
        recorder.operation(70, OperationType.INVOKE, 0, "txn", null, steps);
        recorder.phase(80, "end");
        History history = recorder.finish();

        Golden.matches("jepsen/exported.edn", text(history));
        assertThat(Reading.operations(back(history))).isEqualTo(Reading.operations(history));
    }

    /** Also with the nemesis, whose words are kept as they came. */
    @ParameterizedTest
    @ValueSource(strings = {"register-lines.edn", "transactions.edn", "values.edn", "nemesis.edn", "history.txt"})
    void whatJepsenWroteComesBackAsItWas(String name) throws IOException {
        History history = JepsenHistory.read(Path.of("src", "test", "histories", name), Keys.PLAIN);

        assertThat(back(history)).isEqualTo(history);
    }

    @Test
    void independentKeysComeBack() throws IOException {
        History history = JepsenHistory.read(Path.of("src", "test", "histories", "independent.edn"), Keys.INDEPENDENT);

        assertThat(JepsenHistory.keysOf(history)).isEqualTo(Keys.INDEPENDENT);
        assertThat(back(history)).isEqualTo(history);
    }

    @Test
    void anyOperationsComeBack() {
        Property.holds(3_000, draw -> {
            History history = operations(draw);

            assertThat(back(history)).isEqualTo(history);
        });
    }

    private static History operations(Draw draw) {
        HistoryRecorder recorder = new HistoryRecorder();
        Map<Integer, String> open = new LinkedHashMap<>();
        Map<Integer, Object> keys = new LinkedHashMap<>();
        boolean keyed = draw.bool();
        long time = 0;
        for (int i = draw.between(0, 12); i > 0; i--) {
            int process = draw.between(0, 3);
            time += draw.between(0, 5);
            String f = open.remove(process);
            if (f == null) {
                f = draw.onceIn(4) ? draw.text() : draw.oneOf("read", "write", "cas", "txn");
                keys.put(process, keyed && !f.equals("txn") ? draw.tree(2) : null);
                open.put(process, f);
                recorder.operation(time, OperationType.INVOKE, process, f, keys.get(process), value(draw, f));
            } else {
                OperationType end = draw.oneOf(OperationType.OK, OperationType.FAIL, OperationType.INFO);
                recorder.operation(time, end, process, f, keys.get(process), value(draw, f));
            }
        }
        return recorder.finish();
    }

    private static Object value(Draw draw, String f) {
        return f.equals("txn")
                ? draw.list(3, () -> Arrays.asList(draw.oneOf("r", "w", "append"), draw.tree(1), draw.tree(2)))
                : draw.tree(3);
    }

    private static History back(History history) throws IOException {
        byte[] edn = text(history).getBytes(StandardCharsets.UTF_8);
        return Reading.read(edn, Form.EDN, JepsenHistory.keysOf(history));
    }

    private static String text(History history) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JepsenHistory.write(history, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
