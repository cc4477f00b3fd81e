package io.faultline.checkers.linearizability.search;

import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Model;
import java.util.List;

/** What calls make of states, both by number: calls by that of their kind. */
sealed interface Transitions<S> permits TransitionTable, PackedTransitions {
    /** No such transition. */
    int ILLEGAL = -1;

    /** The state before the first call. */
    int initial();

    /** The state after a call of that kind, or {@link #ILLEGAL}; that also when the limits are spent. */
    int next(int state, int kind);

    /** The state with that number, one that was reached. */
    S state(int number);

    /**
     * The transitions of a model from that state: its own, where it packs states into numbers, or else a table.
     *
     * @param kinds one call of each kind
     */
    static <S> Transitions<S> of(Model<S> model, S initial, List<Call> kinds, Limits limits) {
        return model.packed(initial, kinds)
                .<Transitions<S>>map(packed -> new PackedTransitions<>(packed, limits))
                .orElseGet(() -> new TransitionTable<>(model, initial, kinds, limits));
    }
}
