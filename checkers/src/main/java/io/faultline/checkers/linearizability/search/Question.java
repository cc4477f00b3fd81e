package io.faultline.checkers.linearizability.search;

import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Model;
import java.util.List;

/**
 * What is searched: a linearization of these calls that begins in that state.
 *
 * @param calls on one thing, in the order of their invocations, each known to the model
 * @param horizon calls that return later than this need not have taken effect, but if they did, they told their result
 * @param foresight whether to make use of what the model can tell beforehand: much faster at times, but a search that fails may
 *     fail earlier than the calls alone would make it
 */
public record Question<S>(Model<S> model, S initial, List<Call> calls, long horizon, boolean foresight) {

    /** A linearization of all calls that returned. */
    public static <S> Question<S> of(Model<S> model, List<Call> calls) {
        return new Question<>(model, model.initial(), calls, Call.NEVER - 1, true);
    }

    /** The same, asked of the calls alone, or with what the model can tell beforehand. */
    public Question<S> withForesight(boolean use) {
        return new Question<>(model, initial, calls, horizon, use);
    }

    /** Whether that call returns, as far as this question looks. */
    boolean returns(Call call) {
        return call.end() <= horizon;
    }
}
