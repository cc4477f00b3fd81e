package io.faultline.checkers.linearizability.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.Validity;
import io.faultline.checkers.kit.Property;
import io.faultline.checkers.linearizability.Budget;
import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Model;
import io.faultline.checkers.linearizability.generate.Generator;
import io.faultline.checkers.linearizability.generate.Recipe;
import io.faultline.checkers.linearizability.kit.Mutations;
import io.faultline.checkers.linearizability.model.Models;
import io.faultline.checkers.linearizability.search.Window.Start;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A window on the end of a history decides like the whole. */
class WindowTests {
    private static final Budget NO_LIMIT = Budget.timeless(Budget.BYTES);

    @Test
    void fromSomeStartThereIsALinearizationJustIfThereIsOneOfAll() {
        int[] cut = new int[2];
        Property.holds(300, draw -> {
            String model = draw.oneOf("register", "cas-register", "kv", "owner-lock", "fifo-queue");
            int clients = draw.between(2, model.equals("fifo-queue") ? 2 : 4);
            Recipe recipe = new Recipe(model, 120, clients, 1, 0.6, draw.oneOf(0.0, 0.02), draw.between(2, 5));
            List<Call> calls = Generator.linearizable(recipe, draw.seed());
            List<Call> perhaps = draw.onceIn(3) ? calls : Mutations.of(draw, calls);
            boolean all = isLinearizable(Models.find(model).orElseThrow(), perhaps);
            boolean some = isLinearizableFromSomeStart(Models.find(model).orElseThrow(), perhaps, cut);
            assertThat(some).isEqualTo(all);
        });
        if (Property.triesAllSeeds()) {
            assertThat(Math.min(cut[0], cut[1]))
                    .as("windows cut, of histories with a linearization or without, the fewer")
                    .isGreaterThan(10);
        }
    }

    private static <S> boolean isLinearizable(Model<S> model, List<Call> calls) {
        return Search.run(model, calls, NO_LIMIT, new Memory(NO_LIMIT.bytes())).validity() == Validity.VALID;
    }

    private static <S> boolean isLinearizableFromSomeStart(Model<S> model, List<Call> calls, int[] cut) {
        Window<S> window = Window.last(Question.of(model, calls), NO_LIMIT, new Memory(8 << 20));
        boolean some = false;
        for (Start<S> start : window.starts()) {
            some |= Search.run(window.question(model, start, start.calls()), NO_LIMIT, new Memory(NO_LIMIT.bytes()))
                            .validity()
                    == Validity.VALID;
        }
        if (window.cut() != Window.UNCUT) {
            cut[some ? 0 : 1]++;
        }
        return some;
    }
}
