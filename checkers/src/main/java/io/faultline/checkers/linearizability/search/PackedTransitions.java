package io.faultline.checkers.linearizability.search;

import io.faultline.checkers.linearizability.Packed;

/** The transitions of a model that packs its states: nothing is to be remembered. */
final class PackedTransitions<S> implements Transitions<S> {
    private final Packed<S> packed;
    private final Limits limits;

    PackedTransitions(Packed<S> packed, Limits limits) {
        this.packed = packed;
        this.limits = limits;
    }

    @Override
    public int initial() {
        return packed.initial();
    }

    @Override
    public int next(int state, int kind) {
        limits.work(1);
        return packed.step(state, kind);
    }

    @Override
    public S state(int number) {
        return packed.unpack(number);
    }
}
