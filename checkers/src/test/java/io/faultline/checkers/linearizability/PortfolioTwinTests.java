package io.faultline.checkers.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.Validity;
import io.faultline.checkers.kit.Draw;
import io.faultline.checkers.linearizability.kit.Mutations;
import io.faultline.checkers.linearizability.kit.RandomCalls;
import io.faultline.checkers.linearizability.kit.Shown;
import io.faultline.checkers.linearizability.model.Models;
import io.faultline.checkers.linearizability.search.Memory;
import io.faultline.checkers.linearizability.search.Question;
import io.faultline.checkers.linearizability.search.Search;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Whoever decides, monitor or search, decides like the search that is told nothing beforehand; on longer histories than the slow
 * twin has time for.
 *
 * <p>{@code -Dfaultline.histories=N} and {@code -Dfaultline.seed=S} as for the search's own twins.
 */
class PortfolioTwinTests {
    private static final long HISTORIES = Long.getLong("faultline.histories", 50_000);
    private static final long FIRST_SEED = Long.getLong("faultline.seed", 1);
    private static final Budget NO_LIMIT = Budget.timeless(256 << 20);

    @Test
    void whoeverDecidesDecidesLikeThePlainSearch() {
        List<String> models = RandomCalls.models();
        for (long seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES; seed++) {
            Draw draw = new Draw(seed);
            String name = models.get(Math.floorMod(seed, models.size()));
            Object initial = RandomCalls.initial(draw, name);
            List<Call> calls = RandomCalls.of(draw, name, initial, draw.between(6, 20));
            compare(seed, Models.find(name, initial).orElseThrow(), draw.onceIn(3) ? calls : Mutations.of(draw, calls));
        }
    }

    private static <S> void compare(long seed, Model<S> model, List<Call> calls) {
        if (calls.stream().allMatch(Call::isPending)) {
            return;
        }
        Outcome outcome = Linearizability.check(
                model, Calls.of(calls), LinearizabilityOptions.within(NO_LIMIT).withCounterexamples(0));
        Question<S> plain = Question.of(model, calls).withForesight(false);
        Validity expected =
                Search.run(plain, NO_LIMIT, new Memory(NO_LIMIT.bytes())).validity();
        assertThat(outcome.validity())
                .as(() -> "seed " + seed + ", model " + model.name() + ", " + outcome.algorithm() + ":\n"
                        + Shown.of(calls))
                .isEqualTo(expected);
    }
}
