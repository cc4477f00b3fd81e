package io.faultline.checkers.linearizability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.checkers.Validity;
import io.faultline.checkers.linearizability.generate.Generator;
import io.faultline.checkers.linearizability.generate.HardCases;
import io.faultline.checkers.linearizability.generate.Recipe;
import io.faultline.checkers.linearizability.kit.Picture;
import io.faultline.checkers.linearizability.model.Models;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who decides about which calls, and what is said of all of them together. */
class LinearizabilityTests {
    private static final LinearizabilityOptions OPTIONS = LinearizabilityOptions.within(Budget.timeless(Budget.BYTES));
    private static final Model<?> REGISTER = Models.find("register").orElseThrow();

    /** Without monitors, so that the search decides. */
    private static Outcome check(Model<?> model, List<Call> calls) {
        return check(model, calls, OPTIONS);
    }

    private static Outcome check(Model<?> model, List<Call> calls, LinearizabilityOptions options) {
        return new Portfolio<>(model, List.of(), options).check(Calls.of(calls));
    }

    private static List<Call> on(String key, List<Call> calls) {
        return calls.stream()
                .map(call -> new Call(
                        call.process(),
                        call.f(),
                        key,
                        call.argument(),
                        call.result(),
                        call.invoke(),
                        call.end(),
                        call.fate()))
                .toList();
    }

    private static List<Call> together(List<List<Call>> several) {
        List<Call> all = new ArrayList<>();
        several.forEach(all::addAll);
        all.sort((a, b) -> Long.compare(a.invoke(), b.invoke()));
        return all;
    }

    private static final List<Call> GOOD = Picture.calls("process 0  |-write 1-| |-read -> 1-|");
    private static final List<Call> STALE = Picture.calls("process 0  |-write 1-| |-read -> null-|");

    @Test
    void eachKeyIsAThingOfItsOwn() {
        Outcome outcome = check(REGISTER, together(List.of(on("a", GOOD), on("b", GOOD))));

        assertThat(outcome.validity()).isEqualTo(Validity.VALID);
        assertThat(outcome.reason()).isEqualTo("there is a linearization of each of 2 parts");
        assertThat(outcome.parts()).extracting(PartOutcome::part).containsExactly("a", "b");
        assertThat(outcome.operations()).isEqualTo(4);
        assertThat(outcome.algorithm()).isEqualTo("just-in-time search");
    }

    @Test
    void theWorstPartDecidesAndIsNamed() {
        Outcome outcome = check(REGISTER, together(List.of(on("a", GOOD), on("b", STALE))));

        assertThat(outcome.validity()).isEqualTo(Validity.INVALID);
        assertThat(outcome.reason()).startsWith("b: read -> null of process 0 (event 12)");
        assertThat(outcome.counterexamples()).hasSize(1);
    }

    @Test
    void onlyTheFirstBrokenPartsAreExplained() {
        List<List<Call>> broken = new ArrayList<>();
        for (String key : List.of("a", "b", "c", "d", "e")) {
            broken.add(on(key, STALE));
        }
        Outcome outcome = check(REGISTER, together(broken));
        Outcome bare = check(REGISTER, together(broken), OPTIONS.withCounterexamples(0));

        assertThat(outcome.counterexamples()).hasSize(3);
        assertThat(outcome.parts()).allMatch(part -> part.validity() == Validity.INVALID);
        assertThat(bare.counterexamples()).isEmpty();
        assertThat(bare.reason()).isEqualTo("a: there is no linearization");
    }

    @Test
    void aHistoryInWhichNothingSucceededIsUnknown() {
        Outcome none = check(REGISTER, List.of());
        Outcome pending = check(REGISTER, List.of(Call.pending(1, "write", "x", 1L, 0)));

        assertThat(List.of(none, pending)).allMatch(outcome -> outcome.validity() == Validity.UNKNOWN);
        assertThat(pending.reason()).isEqualTo("no operation succeeded: there is nothing to judge");
    }

    @Test
    void anOperationTheModelDoesNotKnowMakesTheHistoryUnknown() {
        Outcome outcome = check(REGISTER, Picture.calls("process 0  |-cas 1 2-|"));

        assertThat(outcome.validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(outcome.reason()).isEqualTo("the model register knows no operation 'cas'");
    }

    @Test
    void anEndWithoutABeginMakesTheHistoryUnknown() {
        Outcome outcome =
                Linearizability.check(REGISTER, new Calls(GOOD, 0, List.of("process 7 ended something")), OPTIONS);

        assertThat(outcome.validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(outcome.reason()).isEqualTo("process 7 ended something");
    }

    @Test
    void aPartThatIsNotDecidedInTimeLeavesTheOthersTheirVerdict() {
        long[] now = new long[1];
        Budget budget = Budget.of(() -> now[0] += 1_000, 1_000_000, Budget.BYTES);
        List<Call> calls = together(List.of(on("hard", HardCases.manyWritesOfFewValues(40, 20)), on("easy", GOOD)));
        Outcome outcome = check(REGISTER, calls, LinearizabilityOptions.within(budget));

        assertThat(outcome.validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(outcome.reason()).startsWith("hard: the time was up");
        assertThat(outcome.parts()).extracting(PartOutcome::validity).containsExactly(Validity.UNKNOWN, Validity.VALID);
    }

    @Test
    void workersMayTakePartsInAnyOrderOnAnyThread() {
        List<Call> calls = Generator.linearizable(
                Recipe.of("cas-register", 2_000, 20).withKeys(8).withValues(3), 1);
        Workers backwards = tasks -> {
            List<Runnable> turned = new ArrayList<>(tasks);
            Collections.reverse(turned);
            turned.parallelStream().forEach(Runnable::run);
        };
        Model<?> model = Models.find("cas-register").orElseThrow();
        Outcome parallel = check(model, calls, OPTIONS.by(backwards));
        Outcome sequential = check(model, calls);

        assertThat(parallel.validity()).isEqualTo(Validity.VALID);
        assertThat(parallel.parts()).isEqualTo(sequential.parts());
    }

    /** A model of somebody's own that calls itself a register and forgets everything. */
    private record Forgetful() implements Model<String> {
        @Override
        public String name() {
            return "register";
        }

        @Override
        public Set<String> operations() {
            return Set.of("read", "write");
        }

        @Override
        public String initial() {
            return "nothing";
        }

        @Override
        public String step(String state, Call call) {
            return call.is("write") || call.result() == null ? state : null;
        }
    }

    private record Deciding(Decision decision) implements Monitor {
        @Override
        public String name() {
            return "deciding";
        }

        @Override
        public Set<String> models() {
            return Set.of("register");
        }

        @Override
        public Decision decide(List<Call> calls, Object initial) {
            return decision;
        }
    }

    private static Outcome decide(Model<?> model, Monitor... monitors) {
        return new Portfolio<>(model, List.of(monitors), OPTIONS).check(Calls.of(GOOD));
    }

    @Test
    void theFirstMonitorThatDoesNotDeclineDecides() {
        Monitor declines = new Deciding(Decision.declined("1 was written twice"));
        Monitor refuses = new Deciding(Decision.notLinearizable("it is Monday", GOOD.get(1)));
        Monitor accepts = new Deciding(Decision.linearizable());

        assertThat(decide(REGISTER, declines, accepts, refuses).algorithm()).isEqualTo("deciding");
        assertThat(decide(REGISTER, declines, accepts, refuses).validity()).isEqualTo(Validity.VALID);
        assertThat(decide(REGISTER, declines).algorithm()).isEqualTo("just-in-time search");

        Outcome refused = decide(REGISTER, declines, refuses);
        assertThat(refused.validity()).isEqualTo(Validity.INVALID);
        assertThat(refused.reason()).isEqualTo("it is Monday");
        assertThat(refused.counterexamples().get(0).events()).containsExactly(12L, 24L);
        assertThat(refused.counterexamples().get(0).text()).startsWith("it is Monday\n");
    }

    @Test
    void aModelOfSomebodysOwnIsNeverLeftToAMonitorOfOurs() {
        Outcome outcome = decide(new Forgetful(), new Deciding(Decision.linearizable()));

        assertThat(outcome.algorithm()).isEqualTo("just-in-time search");
        assertThat(outcome.validity()).isEqualTo(Validity.INVALID);
    }

    @Test
    void aModelThatFailsMakesItsPartUnknown() {
        Model<Integer> failing = new Model<>() {
            @Override
            public String name() {
                return "failing";
            }

            @Override
            public Set<String> operations() {
                return Set.of("read", "write");
            }

            @Override
            public Integer initial() {
                return 0;
            }

            @Override
            public Integer step(Integer state, Call call) {
                throw new IllegalStateException("no idea");
            }
        };
        Outcome outcome = check(failing, GOOD);

        assertThat(outcome.validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(outcome.reason()).contains("the check itself failed").contains("no idea");
    }

    @Test
    void budgetsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> Budget.of(() -> 0, 0, 1)).hasMessageContaining("at least 1 ns, not 0");
        assertThatThrownBy(() -> Budget.timeless(0)).hasMessageContaining("at least 1 byte, not 0");
        assertThatThrownBy(() -> OPTIONS.withCounterexamples(-1)).hasMessageContaining("-1");
    }

    @Test
    void namesThatAreNoModelsAreNotFound() {
        assertThat(Models.find("regster")).isEqualTo(Optional.empty());
    }
}
