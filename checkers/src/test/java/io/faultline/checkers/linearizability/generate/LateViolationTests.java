package io.faultline.checkers.linearizability.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.Validity;
import io.faultline.checkers.linearizability.Budget;
import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Calls;
import io.faultline.checkers.linearizability.Linearizability;
import io.faultline.checkers.linearizability.LinearizabilityOptions;
import io.faultline.checkers.linearizability.Outcome;
import io.faultline.checkers.linearizability.model.Models;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A violation at the very end of a long history is found by the model's monitor, and proved by a few calls.
 *
 * <p>A build tries 20,000 calls; the profile {@code twins} a million, by {@code -Dfaultline.operations}.
 */
class LateViolationTests {
    private static final int OPERATIONS = Integer.getInteger("faultline.operations", 20_000);
    private static final int CLIENTS = 50;
    private static final int PROOF_MOST = 4;
    private static final LinearizabilityOptions OPTIONS = LinearizabilityOptions.within(Budget.timeless(Budget.BYTES));

    private static Outcome check(String model, List<Call> calls) {
        return Linearizability.check(Models.find(model).orElseThrow(), Calls.of(calls), OPTIONS);
    }

    @ParameterizedTest
    @CsvSource({
        "register, register-zones",
        "cas-register, register-zones",
        "mutex, permits-just-in-time",
        "owner-lock, lock-holds",
        "fenced-lock, lock-tokens",
        "fifo-queue, queue-pairs",
        "unordered-queue, bag-stays",
        "stack, stack-peeling",
        "priority-queue, priority-cover",
        "set, set-elements",
    })
    void aViolationAtTheEndIsProvedByAtMostFourCalls(String model, String algorithm) {
        // What was taken by those of whom nobody heard again matters on these, and only a search can tell.
        double pending = List.of("stack", "priority-queue").contains(model) ? 0 : 0.01;
        List<Call> calls =
                Generator.linearizable(Recipe.of(model, OPERATIONS, CLIENTS).withPending(pending), 7);
        Outcome fine = check(model, calls);
        assertThat(fine.validity()).as(fine.reason()).isEqualTo(Validity.VALID);

        List<Call> broken = Violations.atTheEnd(model, calls);
        Outcome outcome = check(model, broken);

        assertThat(outcome.validity()).as(outcome.reason()).isEqualTo(Validity.INVALID);
        assertThat(List.of(fine.algorithm(), outcome.algorithm())).containsOnly(algorithm);
        assertThat(outcome.counterexamples().get(0).calls())
                .as(outcome.reason())
                .hasSizeBetween(1, PROOF_MOST)
                .as("calls of the violation itself")
                .containsAnyElementsOf(broken.subList(calls.size(), broken.size()));
    }
}
