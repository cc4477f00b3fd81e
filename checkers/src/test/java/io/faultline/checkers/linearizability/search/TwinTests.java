package io.faultline.checkers.linearizability.search;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Both searches decide like the slow twin, on a hundred thousand small histories of all models.
 *
 * <p>{@code -Dfaultline.histories=N} tries N instead, {@code -Dfaultline.seed=S} begins with seed S; with both and N = 1 a
 * failure is repeated.
 */
class TwinTests {
    private static final long HISTORIES = Long.getLong("faultline.histories", 100_000);
    private static final long FIRST_SEED = Long.getLong("faultline.seed", 1);
    private static final Budget NO_LIMIT = Budget.timeless(256 << 20);

    private final Map<String, long[]> counts = new TreeMap<>();

    @Test
    void bothSearchesDecideLikeTheSlowTwin() {
        List<String> models = RandomCalls.models();
        for (long seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES; seed++) {
            Draw draw = new Draw(seed);
            String name = models.get(Math.floorMod(seed, models.size()));
            Object initial = RandomCalls.initial(draw, name);
            List<Call> calls = RandomCalls.of(draw, name, initial, draw.between(2, 12));
            Model<?> model = Models.find(name, initial).orElseThrow();
            if (draw.onceIn(3)) {
                assertThat(compare(seed, model, calls))
                        .as("seed %d: a history nobody changed is linearizable", seed)
                        .isTrue();
            } else {
                compare(seed, model, Mutations.of(draw, calls));
            }
        }
        if (HISTORIES >= 10_000) {
            counts.forEach((name, count) -> assertThat(Math.min(count[0], count[1]))
                    .as("valid and invalid histories of %s, the fewer", name)
                    .isGreaterThan(HISTORIES / models.size() / 60));
        }
    }

    private <S> boolean compare(long seed, Model<S> model, List<Call> calls) {
        boolean linearizable = SlowTwin.isLinearizable(model, calls);
        Validity expected = linearizable ? Validity.VALID : Validity.INVALID;
        SearchResult found = Search.run(model, calls, NO_LIMIT, new Memory(NO_LIMIT.bytes()));
        assertThat(found.validity()).as(() -> what(seed, model, calls)).isEqualTo(expected);
        Question<S> bare = Question.of(model, calls).withForesight(false);
        assertThat(Search.run(bare, NO_LIMIT, new Memory(NO_LIMIT.bytes())).validity())
                .as(() -> what(seed, model, calls))
                .isEqualTo(expected);
        assertThat(wide(seed % 2 == 0 ? bare : Question.of(model, calls)))
                .as(() -> what(seed, model, calls))
                .isEqualTo(expected);
        if (linearizable) {
            assertThat(isLinearization(model, found.order(), calls))
                    .as(() -> "as a linearization, the order of\n" + Shown.of(found.order()) + what(seed, model, calls))
                    .isTrue();
        }
        counts.computeIfAbsent(model.name(), anew -> new long[2])[linearizable ? 0 : 1]++;
        return linearizable;
    }

    private static String what(long seed, Model<?> model, List<Call> calls) {
        return "seed " + seed + ", model " + model.name() + ":\n" + Shown.of(calls);
    }

    private static <S> Validity wide(Question<S> question) {
        Limits limits = new Limits(NO_LIMIT, new Memory(NO_LIMIT.bytes()));
        Course course = new Course(question);
        if (course.isContradictory()) {
            return Validity.INVALID;
        }
        int reached = new WideSearch(
                        course, Transitions.of(question.model(), question.initial(), course.kinds(), limits), limits)
                .reach(course.layers());
        return reached == course.layers() ? Validity.VALID : Validity.INVALID;
    }

    /** Whether that order has every call that returned, keeps to real time, and is one the model allows. */
    private static <S> boolean isLinearization(Model<S> model, List<Call> order, List<Call> calls) {
        List<Call> left = new ArrayList<>(calls);
        S state = model.initial();
        for (Call call : order) {
            state = model.step(state, call);
            if (state == null || !left.remove(call) || left.stream().anyMatch(other -> other.precedes(call))) {
                return false;
            }
        }
        return left.stream().allMatch(Call::isPending);
    }
}
