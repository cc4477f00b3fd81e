package io.faultline.checkers.linearizability.monitor;

import io.faultline.checkers.kit.Draw;
import io.faultline.checkers.linearizability.Model;
import io.faultline.checkers.linearizability.Monitor;
import io.faultline.checkers.linearizability.model.Models;
import java.util.List;

/**
 * What random histories of one object are made of.
 *
 * @param name of the kind, for people
 * @param monitor what is tried
 * @param model name of the model it must decide like
 * @param initial its initial value
 * @param next draws what somebody asks next: f and argument, given how many calls there were, who calls, and how often before
 * @param results draws what may have been told, given what was asked and all arguments that took effect so far
 * @param owners whether a client whose call has no end goes on under its old name
 * @param widened what a proof takes for granted: who wrote what, told by calls of these names
 */
record Kind(
        String name,
        Monitor monitor,
        String model,
        Object initial,
        Asker next,
        Teller results,
        boolean owners,
        List<String> widened) {

    /** What is asked. */
    record Request(String f, Object argument) {}

    /** Draws a request. */
    @FunctionalInterface
    interface Asker {
        Request ask(Draw draw, int number, long client, int before);
    }

    /** Draws a result. */
    @FunctionalInterface
    interface Teller {
        Object tell(Draw draw, String f, List<Object> effects);
    }

    Model<?> machine() {
        return Models.find(model, initial).orElseThrow();
    }

    @Override
    public String toString() {
        return name;
    }
}
