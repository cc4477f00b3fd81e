package io.faultline.harness.junit;

import io.faultline.harness.trial.TrialResult;
import java.util.Optional;

/** What a test works on, and what becomes of it when the test is over. */
interface Subject extends AutoCloseable {
    /** What the test method gets. */
    Object parameter();

    /**
     * The test has done its part without complaint: does the rest.
     *
     * @throws AssertionError when the judgement is not valid
     */
    void finish();

    /** Whether the schedule that is kept of it gives the same history again. */
    default boolean isReplayable() {
        return true;
    }

    /** What came of it, as far as it can be told after a failure. */
    Optional<TrialResult> result();

    @Override
    void close();

    /** The subject of a test that takes a {@link Trial}. */
    record Generated(Trial parameter) implements Subject {
        @Override
        public void finish() {
            if (parameter.resultSoFar().isEmpty()) {
                parameter.assertValid();
            }
        }

        @Override
        public Optional<TrialResult> result() {
            return parameter.resultSoFar();
        }

        @Override
        public void close() {
            // A trial leaves nothing open.
        }
    }
}
