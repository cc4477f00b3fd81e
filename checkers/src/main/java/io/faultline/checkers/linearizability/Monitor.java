package io.faultline.checkers.linearizability;

import java.util.List;
import java.util.Set;

/**
 * A fast way to decide about calls of one thing that meet its conditions.
 *
 * <p>Stateless and safe to use from any thread. It must decide like the models it serves, or decline.
 */
public interface Monitor {

    /** Short name of the algorithm, {@code kebab-case}, as verdicts tell it. */
    String name();

    /** Names of the models it decides for; it looks at the calls' {@link Call#f} itself. */
    Set<String> models();

    /**
     * Decides, or declines with the reason why its conditions do not hold.
     *
     * @param calls calls of one thing in the order of their invocations, each known to the model; pending ones have no
     *     result, and pending reads are left out
     * @param initial the model's {@link Model#origin}
     */
    Decision decide(List<Call> calls, Object initial);
}
