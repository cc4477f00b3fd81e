package io.faultline.checkers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.checkers.history.History;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckersTests {
    private static final History EMPTY = History.of(List.of());

    @ParameterizedTest
    @CsvSource({
        "VALID, VALID, VALID",
        "VALID, UNKNOWN, UNKNOWN",
        "UNKNOWN, VALID, UNKNOWN",
        "UNKNOWN, INVALID, INVALID",
        "INVALID, VALID, INVALID"
    })
    void mergingTakesTheWorst(Validity a, Validity b, Validity worst) {
        assertThat(Validity.worst(a, b)).isEqualTo(worst);
        assertThat(Judgement.of(List.of(verdict(a), verdict(b))).validity()).isEqualTo(worst);
    }

    @Test
    void noVerdictAtAllIsUnknown() {
        assertThat(Judgement.of(List.of()).validity()).isEqualTo(Validity.UNKNOWN);
    }

    @Test
    void aCheckerThatThrowsIsUnknownWithTheErrorAndTheOthersStillJudge() {
        Judgement judgement = Checkers.run(
                EMPTY,
                List.of(
                        checker(() -> {
                            throw new IllegalStateException("no such node");
                        }),
                        checker(() -> verdict(Validity.VALID))));
        assertThat(judgement.validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(judgement.verdicts())
                .extracting(Verdict::summary)
                .containsExactly("the checker itself failed: java.lang.IllegalStateException: no such node", "fine");
    }

    @Test
    void aCheckerThatOverflowsTheStackIsUnknown() {
        Judgement judgement = Checkers.run(EMPTY, List.of(checker(() -> {
            throw new StackOverflowError();
        })));
        assertThat(judgement.validity()).isEqualTo(Validity.UNKNOWN);
    }

    @Test
    void runningOutOfMemoryEndsTheRun() {
        List<Checker> checkers = List.of(checker(() -> {
            throw new OutOfMemoryError("in a test");
        }));
        assertThatThrownBy(() -> Checkers.run(EMPTY, checkers)).isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void anInvalidVerdictNeedsEvidence() {
        assertThatThrownBy(() -> Verdict.invalid("c", "broken", List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Verdict verdict(Validity validity) {
        return new Verdict("test", validity, "fine", List.of(), java.util.Map.of());
    }

    private static Checker checker(Supplier<Verdict> verdict) {
        return new Checker() {
            @Override
            public String name() {
                return "test";
            }

            @Override
            public String claim() {
                return "it is fine";
            }

            @Override
            public Verdict check(History history) {
                return verdict.get();
            }
        };
    }
}
