package io.faultline.checkers.history;

import java.util.Objects;

/** From now until the next such event, the cluster is in {@code condition}. */
public record ConditionEvent(long index, long time, Condition condition) implements Event {

    public ConditionEvent {
        Objects.requireNonNull(condition, "condition");
    }
}
