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

    /**
     * It certainly had no effect.
     *
     * @param hint the node to ask instead, when the one asked named it
     * @param decided whether the service itself decided so, as for a compare-and-set that found another value: asking
     *     another node is no use
     */
    record Fail<T>(String reason, Optional<String> hint, boolean decided) implements ClientOutcome<T> {
        /** A failure in which no other node was named. */
        public Fail(String reason) {
            this(reason, Optional.empty());
        }

        /** A failure of which the service has not heard. */
        public Fail(String reason, Optional<String> hint) {
            this(reason, hint, false);
        }

        /** A failure that the service decided on. */
        public static <T> Fail<T> decided(String reason) {
            return new Fail<>(reason, Optional.empty(), true);
        }

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
