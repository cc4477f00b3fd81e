package io.faultline.checkers.linearizability.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.checkers.kit.Property;
import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Model;
import io.faultline.checkers.linearizability.Packed;
import io.faultline.checkers.linearizability.kit.RandomCalls;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The list of models, what they begin with, and which calls they refuse. */
class ModelsTests {
    private static Object initial(String name, Object value) {
        return Models.find(name, value).orElseThrow().initial();
    }

    private static String objection(String name, Call call) {
        return Models.find(name).orElseThrow().objection(call).orElse(null);
    }

    private static Call ok(String f, Object argument, Object result) {
        return Call.ok(1, f, "x", argument, result, 0, 1);
    }

    @Test
    void modelsAreFoundByTheNamesTheyHave() {
        assertThat(Models.all())
                .hasSize(14)
                .allSatisfy(entry -> assertThat(
                                Models.find(entry.name()).orElseThrow().name())
                        .isEqualTo(entry.name()));
        assertThat(Models.all())
                .allSatisfy(entry -> assertThat(
                                Models.isOurs(Models.find(entry.name()).orElseThrow()))
                        .isTrue());
    }

    @Test
    void modelsBeginWithWhatTheyAreGiven() {
        assertThat(initial("register", 5L)).isEqualTo(new Value(5L));
        assertThat(initial("register", null)).isEqualTo(Value.NOTHING);
        assertThat(initial("semaphore", null)).isEqualTo(1L);
        assertThat(initial("semaphore", 3L)).isEqualTo(3L);
        assertThat(initial("counter", -2L)).isEqualTo(-2L);
        assertThat(initial("fifo-queue", List.of(1L, 2L))).isEqualTo(List.of(1L, 2L));
        assertThat(initial("priority-queue", List.of(1L, 5L, 2L))).isEqualTo(List.of(5L, 2L, 1L));
        assertThat(initial("set", List.of(1L, 2L, 1L))).isEqualTo(Set.of(1L, 2L));
        assertThat(initial("multi-register", Map.of("x", 1L))).isEqualTo(Map.of("x", 1L));
    }

    @Test
    void whatTheyCanNotBeginWithIsRefusedInASentence() {
        assertThatThrownBy(() -> initial("counter", "many"))
                .hasMessage("the model counter begins with a whole number, not with many");
        assertThatThrownBy(() -> initial("mutex", 1L)).hasMessage("the model mutex begins with nothing, not with 1");
        assertThatThrownBy(() -> initial("semaphore", -1L))
                .hasMessage("the model semaphore begins with a number of permits, not with -1");
        assertThatThrownBy(() -> initial("stack", Arrays.asList(1L, null))).hasMessageContaining("a list of elements");
        assertThatThrownBy(() -> initial("priority-queue", List.of("a")))
                .hasMessageContaining("a list of whole numbers");
        assertThatThrownBy(() -> initial("multi-register", 1L)).hasMessageContaining("a map of values");
    }

    @Test
    void callsThatMakeNoSenseMeetAnObjection() {
        assertThat(objection("register", ok("cas", List.of(1L, 2L), null)))
                .isEqualTo("the model register knows no operation 'cas'");
        assertThat(objection("cas-register", ok("cas", 1L, null)))
                .isEqualTo("the argument 1 of the cas of process 1 (event 0) is no list of the value expected and the"
                        + " value to leave");
        assertThat(objection("kv", ok("add", "a", null))).contains("is no whole number");
        assertThat(objection("counter", ok("add", null, null))).contains("is no whole number");
        assertThat(objection("semaphore", ok("acquire", 0L, null))).contains("no number of them");
        assertThat(objection("fenced-lock", ok("acquire", "a", "b"))).contains("got no whole number as its token");
        assertThat(objection("fifo-queue", ok("enqueue", null, null))).contains("is no element");
        assertThat(objection("priority-queue", ok("insert", "a", null))).contains("is no whole number");
        assertThat(objection("set", ok("contains", 1L, 5L))).contains("neither true nor false");
        assertThat(objection("set", ok("read", null, 5L))).contains("no list of elements");
        assertThat(objection("multi-register", ok("txn", 5L, null))).contains("no list of steps");
        assertThat(objection("multi-register", ok("txn", List.of(List.of("w", "x", 1L)), List.of())))
                .contains("does not tell what came of each of its steps");
    }

    @Test
    void callsThatMakeSenseMeetNone() {
        assertThat(objection(
                        "multi-register", ok("txn", List.of(List.of("w", "x", 1L)), List.of(List.of("w", "x", 1L)))))
                .isNull();
        assertThat(objection("fenced-lock", Call.pending(1, "acquire", "x", "a", 0)))
                .isNull();
        assertThat(objection("set", ok("read", null, null))).isNull();
    }

    @Test
    void aReadChangesNoState() {
        Property.holds(2_000, draw -> {
            String name = draw.oneOf(RandomCalls.models());
            Object initial = RandomCalls.initial(draw, name);
            readsChangeNothing(
                    Models.find(name, initial).orElseThrow(), RandomCalls.of(draw, name, initial, draw.between(2, 12)));
        });
    }

    private static <S> void readsChangeNothing(Model<S> model, List<Call> calls) {
        S state = model.initial();
        for (Call call : calls) {
            S after = model.step(state, call);
            if (model.isRead(call) && after != null) {
                assertThat(after).as("the state after " + call).isEqualTo(state);
            }
            state = after == null ? state : after;
        }
    }

    @Test
    void aPackedModelAllowsWhatTheModelDoes() {
        Property.holds(2_000, draw -> {
            List<Call> calls = RandomCalls.of(draw, "set", null, draw.between(2, 15));
            packedIsTheSame(Models.find("set").orElseThrow(), calls);
        });
    }

    private static <S> void packedIsTheSame(Model<S> model, List<Call> calls) {
        Packed<S> packed = model.packed(model.initial(), calls).orElseThrow();
        S state = model.initial();
        int number = packed.initial();
        for (int i = 0; i < calls.size(); i++) {
            S after = model.step(state, calls.get(i));
            int packedAfter = packed.step(number, i);
            assertThat(packedAfter == Packed.ILLEGAL)
                    .as("refused: " + calls.get(i))
                    .isEqualTo(after == null);
            if (after != null) {
                state = after;
                number = packedAfter;
                assertThat(packed.unpack(number)).isEqualTo(state);
            }
        }
    }
}
