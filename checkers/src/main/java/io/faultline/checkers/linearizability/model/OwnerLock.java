package io.faultline.checkers.linearizability.model;

import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Model;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/** A lock that only its holder can give back, and that even its holder can't take twice. */
record OwnerLock() implements Model<Holder> {
    @Override
    public String name() {
        return "owner-lock";
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
        if (call.is("acquire")) {
            return state.isFree() ? new Holder(owner, 0, true) : null;
        }
        return state.is(owner) ? Holder.NOBODY : null;
    }

    @Override
    public Object actor(Call call) {
        return Holder.of(call);
    }

    @Override
    public BitSet idle(List<Call> calls, long horizon) {
        return Unseen.ofOwners(calls, horizon);
    }
}
