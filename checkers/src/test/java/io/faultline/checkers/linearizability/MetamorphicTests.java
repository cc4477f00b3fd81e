package io.faultline.checkers.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.Validity;
import io.faultline.checkers.kit.Draw;
import io.faultline.checkers.kit.Property;
import io.faultline.checkers.linearizability.generate.Generator;
import io.faultline.checkers.linearizability.generate.Recipe;
import io.faultline.checkers.linearizability.kit.Mutations;
import io.faultline.checkers.linearizability.model.Models;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Changes to a history that must not change its verdict, on histories too large for the slow twin. */
class MetamorphicTests {
    private static final LinearizabilityOptions OPTIONS =
            LinearizabilityOptions.within(Budget.timeless(Budget.BYTES)).withCounterexamples(0);

    private record Case(String model, List<Call> calls) {
        Validity verdict() {
            return Linearizability.check(Models.find(model).orElseThrow(), Calls.of(calls), OPTIONS)
                    .validity();
        }

        Case with(UnaryOperator<Call> change) {
            return new Case(
                    model,
                    calls.stream()
                            .map(change)
                            .sorted(Comparator.comparingLong(Call::invoke))
                            .toList());
        }
    }

    private static Case draw(Draw draw, String... models) {
        String model = draw.oneOf(models);
        int clients = draw.between(2, model.equals("fifo-queue") ? 3 : 6);
        Recipe recipe =
                new Recipe(model, 100, clients, draw.between(1, 3), 0.6, draw.oneOf(0.0, 0.03), draw.between(0, 5));
        List<Call> calls = Generator.linearizable(recipe, draw.seed());
        return new Case(model, draw.onceIn(3) ? calls : Mutations.of(draw, calls));
    }

    private static Call with(Call call, Object key, Object argument, Object result, long invoke, long end) {
        return new Call(call.process(), call.f(), key, argument, result, invoke, end, call.fate());
    }

    @Test
    void otherNamesForValuesKeepTheVerdict() {
        Property.holds(300, draw -> {
            Case one = draw(draw, "register", "cas-register", "kv", "fifo-queue");
            Case renamed = one.with(call -> with(
                    call, call.key(), renamed(call.argument()), renamed(call.result()), call.invoke(), call.end()));
            assertThat(renamed.verdict()).isEqualTo(one.verdict());
        });
    }

    private static Object renamed(Object value) {
        if (value instanceof List<?> list) {
            List<Object> all = new ArrayList<>();
            list.forEach(element -> all.add(renamed(element)));
            return all;
        }
        return value == null ? null : "value " + value;
    }

    @Test
    void otherNamesForKeysKeepTheVerdict() {
        Property.holds(200, draw -> {
            Case one = draw(draw, "register", "cas-register", "kv", "fifo-queue", "owner-lock");
            Case renamed = one.with(call -> with(
                    call,
                    "z"
                            + (9
                                    - String.valueOf(call.key())
                                            .charAt(call.key().toString().length() - 1)),
                    call.argument(),
                    call.result(),
                    call.invoke(),
                    call.end()));
            assertThat(renamed.verdict()).isEqualTo(one.verdict());
        });
    }

    @Test
    void moreRoomBetweenEventsKeepsTheVerdict() {
        Property.holds(200, draw -> {
            Case one = draw(draw, "register", "cas-register", "kv", "fifo-queue", "owner-lock");
            Case stretched = one.with(call -> with(
                    call,
                    call.key(),
                    call.argument(),
                    call.result(),
                    3 * call.invoke() + 7,
                    call.isPending() ? Call.NEVER : 3 * call.end() + 7));
            assertThat(stretched.verdict()).isEqualTo(one.verdict());
        });
    }

    @Test
    void aReadThatTellsWhatIsThereAtTheEndKeepsTheVerdictAndAnotherBreaksIt() {
        Property.holds(200, draw -> {
            Recipe recipe = new Recipe("cas-register", 100, draw.between(2, 6), 1, 0.6, 0, draw.between(2, 5));
            List<Call> calls = new ArrayList<>(Generator.linearizable(recipe, draw.seed()));
            calls.removeIf(Call::isPending);
            long end = calls.stream().mapToLong(Call::end).max().orElse(0) + 1;
            int allowed = 0;
            for (long value = 1; value <= 6; value++) {
                List<Call> more = new ArrayList<>(calls);
                more.add(Call.ok(99, "read", "x", null, value, end, end + 1));
                allowed += new Case("cas-register", more).verdict() == Validity.VALID ? 1 : 0;
                more.add(Call.ok(99, "read", "x", null, value == 1 ? 2L : 1L, end + 2, end + 3));
                assertThat(new Case("cas-register", more).verdict()).isEqualTo(Validity.INVALID);
            }
            boolean written = calls.stream().anyMatch(call -> !call.is("read"));
            boolean wasValid = new Case("cas-register", calls).verdict() == Validity.VALID;
            assertThat(allowed).as("values the last read may tell").isBetween(written && wasValid ? 1 : 0, 5);
        });
    }

    /** To wait longer for an answer, or for none, only ever allows more. */
    @Test
    void whatReturnsLaterOrNeverIsLinearizableIfItWasBefore() {
        Property.holds(300, draw -> {
            Case one = draw(draw, "register", "cas-register", "kv", "fifo-queue", "owner-lock");
            if (one.verdict() == Validity.VALID) {
                Case later = one.with(call -> call.isPending() || draw.bool()
                        ? call
                        : with(call, call.key(), call.argument(), call.result(), call.invoke(), call.end() + 5));
                Case never = one.with(call -> call.isPending() || !draw.onceIn(10)
                        ? call
                        : Call.pending(call.process(), call.f(), call.key(), call.argument(), call.invoke()));
                assertThat(later.verdict()).isEqualTo(Validity.VALID);
                assertThat(never.verdict()).isIn(Validity.VALID, Validity.UNKNOWN);
            }
        });
    }
}
