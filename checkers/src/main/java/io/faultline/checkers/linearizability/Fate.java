package io.faultline.checkers.linearizability;

/** What became of a call. Calls that certainly had no effect are no calls, but for those that saw why. */
public enum Fate {
    /** It took effect once between its invocation and its return, and told its result. */
    OK,
    /**
     * It took place between its invocation and its return and changed nothing, because the state did not allow it: a cas
     * that found another value. Only histories read with {@link Calls.FailedCas#OBSERVED} have such calls.
     */
    REFUSED,
    /** Nobody knows: it may take effect at any time after its invocation, or never. */
    PENDING
}
