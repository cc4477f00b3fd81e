package io.faultline.harness.cluster;

import io.faultline.checkers.history.OperationType;
import java.util.Optional;

/**
 * What came of one call of a client, which is made once: a call that is made again by itself falsifies the history.
 *
 * <p>A call that may change something and got no answer is {@link Info}: it may have had its effect, now or later. A call
 * that only reads is {@link Fail} then, as nobody can tell the difference.
 *
 * @param <T> what an answer says
 */
public sealed interface ClientOutcome<T> {
    /** It was answered. */
    record Ok<T>(T answer) implements ClientOutcome<T> {
        @Override
        public OperationType type() {
            return OperationType.OK;
        }

        @Override
        public Optional<T> value() {
            return Optional.of(answer);
        }
    }

    /** It certainly had no effect. */
    record Fail<T>(String reason) implements ClientOutcome<T> {
        @Override
        public OperationType type() {
            return OperationType.FAIL;
        }
    }

    /** Nobody knows whether it had an effect. */
    record Info<T>(String reason) implements ClientOutcome<T> {
        @Override
        public OperationType type() {
            return OperationType.INFO;
        }
    }

    /** How the end of such an operation stands in a history. */
    OperationType type();

    /** The answer, if there was one. */
    default Optional<T> value() {
        return Optional.empty();
    }
}
