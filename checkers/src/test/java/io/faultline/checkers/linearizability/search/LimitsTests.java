package io.faultline.checkers.linearizability.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.Validity;
import io.faultline.checkers.linearizability.Budget;
import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Model;
import io.faultline.checkers.linearizability.generate.Generator;
import io.faultline.checkers.linearizability.generate.HardCases;
import io.faultline.checkers.linearizability.generate.Recipe;
import io.faultline.checkers.linearizability.model.Models;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A search keeps to its limits of time and memory, and says which of them ended it. */
class LimitsTests {
    private static final long MB = 1 << 20;
    private static final Model<?> REGISTER = Models.find("register").orElseThrow();
    private static final Model<?> CAS_REGISTER = Models.find("cas-register").orElseThrow();

    /** Forty writes of as many values, and two reads that no order explains: two to the fortieth sets of them. */
    private static final Question<?> HOSTILE =
            Question.of(REGISTER, HardCases.manyWritesOfFewValues(40, 40)).withForesight(false);

    /** A clock on which a microsecond passes each time somebody looks. */
    private static final class Ticking {
        private long now;
        private long looks;

        long read() {
            looks++;
            return now += 1_000;
        }
    }

    @Test
    void aHostileHistoryIsUnknownWhenTheTimeIsUp() {
        Ticking clock = new Ticking();
        Budget budget = Budget.of(clock::read, 1_000_000, 512 * MB);
        SearchResult result = Search.run(HOSTILE, budget, new Memory(budget.bytes()));

        assertThat(result.validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(result.reason()).startsWith("the time was up when").contains("the read of process 40 (event 80)");
        assertThat(clock.looks).as("looks at the clock until it stopped").isBetween(1_000L, 1_010L);
    }

    @Test
    void theClockIsLookedAtAlsoWhereEachStepOfTheModelTakesLong() {
        Ticking clock = new Ticking();
        Budget budget = Budget.of(clock::read, 100_000, 512 * MB);
        SearchResult result = Search.run(
                Models.find("counter").orElseThrow(), HardCases.subsetSums(40), budget, new Memory(budget.bytes()));

        assertThat(result.validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(result.cost().configurations())
                .as("configurations in a hundred looks")
                .isLessThan(100);
    }

    @Test
    void aHostileHistoryIsUnknownWhenTheMemoryIsFull() {
        Budget budget = Budget.timeless(4 * MB);
        Memory memory = new Memory(budget.bytes());
        SearchResult result = Search.run(HOSTILE, budget, memory);

        assertThat(result.validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(result.algorithm()).isEqualTo("layered search");
        assertThat(result.reason()).contains("more configurations than 4 MB of memory hold");
        assertThat(result.cost().bytes()).isBetween(2 * MB, 4 * MB);
        assertThat(memory.most()).isLessThanOrEqualTo(4 * MB);
    }

    @Test
    void whatDoesNotFitInDepthIsDecidedLayerByLayer() {
        List<Call> calls = Generator.linearizable(new Recipe("cas-register", 20_000, 12, 1, 0.9, 0, 4), 1);
        Budget budget = Budget.timeless(Budget.BYTES);
        SearchResult deep = Search.run(CAS_REGISTER, calls, budget, new Memory(budget.bytes()));
        long tight = deep.cost().bytes() * 2 / 3;
        SearchResult wide = Search.run(CAS_REGISTER, calls, Budget.timeless(tight), new Memory(tight));

        assertThat(deep.algorithm()).isEqualTo("just-in-time search");
        assertThat(wide.algorithm()).isEqualTo("layered search");
        assertThat(wide.validity()).isEqualTo(Validity.VALID);
    }

    @Test
    void withNoMemoryAtAllTheAnswerIsUnknown() {
        SearchResult result = Search.run(HOSTILE, Budget.timeless(1), new Memory(1));

        assertThat(result.validity()).isEqualTo(Validity.UNKNOWN);
    }

    @Test
    void allThatWasTakenIsGivenBack() {
        Memory memory = new Memory(4 * MB);
        Search.run(HOSTILE, Budget.timeless(4 * MB), memory);

        assertThat(memory.take(4 * MB)).as("room for as much as there was").isTrue();
    }

    @Test
    void epochsSaySoAtOnce() {
        SearchResult result = Search.run(HOSTILE.withForesight(true), Budget.timeless(MB), new Memory(MB));

        assertThat(result.validity()).isEqualTo(Validity.INVALID);
        assertThat(result.algorithm()).isEqualTo("epochs");
    }

    @Test
    void writesOfTwoValuesAreDecidedHoweverManyThereAre() {
        Budget budget = Budget.timeless(4 * MB);
        SearchResult result =
                Search.run(REGISTER, HardCases.manyWritesOfFewValues(400, 2), budget, new Memory(budget.bytes()));

        assertThat(result.validity()).isEqualTo(Validity.INVALID);
    }
}
