package io.faultline.checkers.linearizability;

/**
 * What a decision cost.
 *
 * @param nanos by the budget's clock; 0 without one
 * @param configurations how many the search looked at; 0 for a monitor
 * @param bytes most that its tables held at once
 */
public record Cost(long nanos, long configurations, long bytes) {

    /** Nothing yet. */
    public static final Cost NONE = new Cost(0, 0, 0);

    /** Both, one after the other. */
    public Cost and(Cost other) {
        return new Cost(nanos + other.nanos, configurations + other.configurations, Math.max(bytes, other.bytes));
    }
}
