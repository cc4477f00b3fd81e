package io.faultline.checkers.linearizability.search;

import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Model;
import java.util.List;

/**
 * What is searched: a linearization of these calls that begins in that state.
 *
 * @param calls on one thing, in the order of their invocations, each known to the model
 * @param horizon calls that return later than this need not have taken effect, but if they did, they told their result
 */
public record Question<S>(Model<S> model, S initial, List<Call> calls, long horizon) {

    /** A linearization of all calls that returned. */
    public static <S> Question<S> of(Model<S> model, List<Call> calls) {
        return new Question<>(model, model.initial(), calls, Call.NEVER - 1);
    }

    /** Whether that call returns, as far as this question looks. */
    boolean returns(Call call) {
        return call.end() <= horizon;
    }
}
