package io.faultline.checkers;

import io.faultline.checkers.history.History;

/**
 * Judges one promise by a history alone: the same history always gives an equal verdict.
 *
 * <p>{@code Verdict verdict = checker.check(history);}
 */
public interface Checker {

    /** Short name, {@code kebab-case}, unique among the checkers of a trial. */
    String name();

    /** The promise, one clause in the present tense: "at most one leader per term". */
    String claim();

    /** Whether the history keeps the promise. */
    Verdict check(History history);
}
