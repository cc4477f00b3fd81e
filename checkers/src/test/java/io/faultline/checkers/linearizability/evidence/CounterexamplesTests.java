package io.faultline.checkers.linearizability.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.Validity;
import io.faultline.checkers.kit.Draw;
import io.faultline.checkers.linearizability.Budget;
import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Model;
import io.faultline.checkers.linearizability.kit.Mutations;
import io.faultline.checkers.linearizability.kit.RandomCalls;
import io.faultline.checkers.linearizability.kit.Shown;
import io.faultline.checkers.linearizability.kit.SlowTwin;
import io.faultline.checkers.linearizability.model.Models;
import io.faultline.checkers.linearizability.search.Memory;
import io.faultline.checkers.linearizability.search.Question;
import io.faultline.checkers.linearizability.search.Search;
import io.faultline.checkers.linearizability.search.SearchResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A counterexample is a proof, and has nothing in it that it does not need: the slow twin says so, on random histories. */
class CounterexamplesTests {
    private static final Budget NO_LIMIT = Budget.timeless(64 << 20);
    private static final int HISTORIES = 3_000;

    @Test
    void whatIsShownIsAProofAndAllOfItIsNeeded() {
        List<String> models = RandomCalls.models();
        int invalid = 0;
        for (long seed = 1; seed <= HISTORIES; seed++) {
            Draw draw = new Draw(seed);
            String name = models.get(Math.floorMod(seed, models.size()));
            Object initial = RandomCalls.initial(draw, name);
            List<Call> calls = Mutations.of(draw, RandomCalls.of(draw, name, initial, draw.between(4, 10)));
            invalid += check(seed, Models.find(name, initial).orElseThrow(), calls) ? 1 : 0;
        }
        assertThat(invalid).as("histories that had to be explained").isGreaterThan(150);
    }

    private static <S> boolean check(long seed, Model<S> model, List<Call> calls) {
        SearchResult result =
                Search.run(Question.of(model, calls).withForesight(false), NO_LIMIT, new Memory(NO_LIMIT.bytes()));
        if (result.validity() != Validity.INVALID) {
            return false;
        }
        Counterexample counterexample = Counterexamples.of(model, calls, NO_LIMIT, new Memory(NO_LIMIT.bytes()));
        List<Call> shown = counterexample.calls();
        String what = "seed " + seed + ", model " + model.name() + ", all calls:\n" + Shown.of(calls) + "shown:\n"
                + counterexample.text();
        assertThat(shown).as(what).isNotEmpty().contains(counterexample.culprit());
        assertThat(SlowTwin.isLinearizable(model, withOthersLetGo(model, calls, shown)))
                .as("what is shown has a linearization; " + what)
                .isFalse();
        assertThat(counterexample.smallest()).as(what).isTrue();
        for (Call call : shown) {
            List<Call> fewer = new ArrayList<>(shown);
            fewer.remove(call);
            List<Call> others = withOthersLetGo(model, calls, fewer);
            assertThat(fewer.isEmpty()
                            || SlowTwin.isLinearizable(
                                    model, others, result.culprit().end()))
                    .as("there is no linearization without " + call + " either; " + what)
                    .isTrue();
        }
        assertThat(isAnOrder(model, counterexample)).as(what).isTrue();
        return true;
    }

    /** The calls, with all but those that are shown left out, if they are reads, or else as if nobody had heard of them. */
    private static List<Call> withOthersLetGo(Model<?> model, List<Call> calls, List<Call> shown) {
        List<Call> some = new ArrayList<>();
        for (Call call : calls) {
            if (shown.contains(call)) {
                some.add(call);
            } else if (!model.isRead(call)) {
                some.add(Call.pending(call.process(), call.f(), call.key(), call.argument(), call.invoke()));
            }
        }
        return some;
    }

    /** Whether the order that is told is one the model allows, with the states it leads to. */
    private static <S> boolean isAnOrder(Model<S> model, Counterexample counterexample) {
        S state = model.initial();
        for (Counterexample.Placed placed : counterexample.order()) {
            state = model.step(state, placed.call());
            if (state == null || !model.show(state, counterexample.culprit()).equals(placed.state())) {
                return false;
            }
        }
        return true;
    }
}
