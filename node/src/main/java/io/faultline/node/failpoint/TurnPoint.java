package io.faultline.node.failpoint;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A place between two steps of a node's turn at which it can be made to crash.
 *
 * <p>Only turns that do the step count as passings: the first three are passed by turns that have something to persist,
 * {@link #BEFORE_APPLY} by those that have entries to apply.
 */
public enum TurnPoint {
    /** Decided what to persist, nothing written yet. */
    BEFORE_PERSIST,
    /** Written and synced, nothing sent yet that depends on it. */
    AFTER_PERSIST,
    /** Written, and sent what depended on it. */
    AFTER_SEND,
    /** Sent; committed entries not yet applied. */
    BEFORE_APPLY;

    /** The name in requests, such as {@code before-persist}. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<TurnPoint> of(String word) {
        return Arrays.stream(values())
                .filter(point -> point.word().equals(word))
                .findFirst();
    }

    static String words() {
        return Arrays.stream(values()).map(TurnPoint::word).collect(Collectors.joining(", "));
    }
}
