package io.faultline.checkers.linearizability.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.checkers.Validity;
import io.faultline.checkers.kit.Property;
import io.faultline.checkers.linearizability.Budget;
import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Calls;
import io.faultline.checkers.linearizability.Linearizability;
import io.faultline.checkers.linearizability.LinearizabilityOptions;
import io.faultline.checkers.linearizability.Outcome;
import io.faultline.checkers.linearizability.model.Models;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is generated has the verdict it is made for. */
class GeneratorTests {
    private static final LinearizabilityOptions OPTIONS = LinearizabilityOptions.within(Budget.timeless(Budget.BYTES));

    private static final String[] MODELS = {
        "register",
        "cas-register",
        "kv",
        "owner-lock",
        "fenced-lock",
        "mutex",
        "fifo-queue",
        "unordered-queue",
        "stack",
        "priority-queue",
        "set",
        "counter"
    };

    private static Outcome check(String model, List<Call> calls) {
        return Linearizability.check(Models.find(model).orElseThrow(), Calls.of(calls), OPTIONS);
    }

    @Test
    void whatARecipeMakesIsLinearizable() {
        Property.holds(200, draw -> {
            String model = draw.oneOf(MODELS);
            boolean repeats =
                    List.of("unordered-queue", "stack", "priority-queue").contains(model);
            Recipe recipe = new Recipe(
                    model,
                    draw.between(1, repeats ? 60 : 200),
                    draw.between(1, repeats ? 3 : 6),
                    draw.between(1, 3),
                    draw.oneOf(0.2, 0.5, 1.0),
                    draw.oneOf(0.0, 0.05),
                    draw.between(0, 4));
            List<Call> calls = Generator.linearizable(recipe, draw.seed());
            if (calls.stream().anyMatch(call -> !call.isPending())) {
                assertThat(check(model, calls).validity())
                        .as(() -> recipe.toString())
                        .isEqualTo(Validity.VALID);
            }
        });
    }

    @Test
    void aRecipeMakesWhatItSays() {
        List<Call> calls = Generator.linearizable(
                Recipe.of("register", 10_000, 20)
                        .withKeys(5)
                        .withPending(0.1)
                        .withValues(7)
                        .withBusy(0.9),
                1);

        assertThat(calls).hasSizeBetween(10_000, 10_020);
        assertThat(calls.stream().map(Call::key).distinct()).hasSize(5);
        assertThat(calls.stream().filter(Call::isPending).count()).isBetween(900L, 1_100L);
        assertThat(calls.stream()
                        .filter(call -> call.is("write"))
                        .map(Call::argument)
                        .distinct())
                .hasSize(7);
    }

    @Test
    void theSameSeedMakesTheSameCalls() {
        Recipe recipe = Recipe.of("kv", 500, 10).withPending(0.05);

        assertThat(Generator.linearizable(recipe, 7)).isEqualTo(Generator.linearizable(recipe, 7));
        assertThat(Generator.linearizable(recipe, 7)).isNotEqualTo(Generator.linearizable(recipe, 8));
    }

    @Test
    void hardCasesAreNotLinearizable() {
        assertThat(check("register", HardCases.manyWritesOfFewValues(9, 3)).validity())
                .isEqualTo(Validity.INVALID);
        assertThat(check("counter", HardCases.subsetSums(9)).validity()).isEqualTo(Validity.INVALID);
        assertThat(check("cas-register", HardCases.longFork(9)).validity()).isEqualTo(Validity.INVALID);
    }

    @Test
    void aRecipeThatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> Recipe.of("register", 10, 0)).hasMessage("there must be a client, not 0");
        assertThatThrownBy(() -> Recipe.of("register", 10, 1).withBusy(1.5)).hasMessageContaining("not 1.5");
        assertThatThrownBy(() -> Generator.linearizable(Recipe.of("semaphore", 10, 1), 1))
                .hasMessageContaining("for the model semaphore");
    }
}
