package io.faultline.checkers.linearizability.model;

import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Model;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A lock whose holders get tokens that grow; a holder that asks again gets its token again.
 *
 * <p>Tokens need not follow one another, as other locks may share them. A pending acquire got one nobody knows: it was at
 * least one more than the last.
 */
record FencedLock() implements Model<Holder> {
    @Override
    public String name() {
        return "fenced-lock";
    }

    @Override
    public Set<String> operations() {
        return Mutex.LOCK;
    }

    @Override
    public Holder initial() {
        return Holder.NOBODY;
    }

    @Override
    public Holder step(Holder state, Call call) {
        Object owner = Holder.of(call);
        if (call.is("release")) {
            return state.is(owner) ? new Holder(null, state.token(), true) : null;
        }
        if (call.isPending()) {
            return state.isFree() ? new Holder(owner, state.token() + 1, false) : null;
        }
        long token = (Long) call.result();
        if (state.isFree()) {
            return token > state.token() ? new Holder(owner, token, true) : null;
        }
        boolean same = state.exact() ? token == state.token() : token >= state.token();
        return state.is(owner) && same ? new Holder(owner, token, true) : null;
    }

    @Override
    public Object actor(Call call) {
        return Holder.of(call);
    }

    @Override
    public Optional<String> objection(Call call) {
        if (call.is("acquire") && !call.isPending() && !(call.result() instanceof Long)) {
            return Optional.of(call.told() + " got no whole number as its token, but " + call.result());
        }
        return Model.super.objection(call);
    }

    @Override
    public BitSet idle(List<Call> calls, long horizon) {
        return Unseen.ofOwners(calls, horizon);
    }
}
