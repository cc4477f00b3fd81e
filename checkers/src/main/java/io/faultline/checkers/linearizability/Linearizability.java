package io.faultline.checkers.linearizability;

import io.faultline.checkers.history.History;
import io.faultline.checkers.linearizability.monitor.Monitors;

/** The door of this package: is there an order of the calls, true to real time, in which the model could have done them? */
public final class Linearizability {
    private Linearizability() {}

    /** Checks the operations of a history. */
    public static <S> Outcome check(Model<S> model, History history, LinearizabilityOptions options) {
        return check(model, Calls.of(history, options.failedCas()), options);
    }

    /** Checks calls. */
    public static <S> Outcome check(Model<S> model, Calls calls, LinearizabilityOptions options) {
        return new Portfolio<>(model, Monitors.all(), options).check(calls);
    }
}
