package io.faultline.checkers.linearizability.monitor;

import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Model;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The slow and obvious twin of every monitor: tries all orders of a few calls, pending ones left out or not. */
final class SlowSearch<S> {
    private record Place(int done, Object state) {}

    private final Model<S> model;
    private final List<Call> calls;
    private final Set<Place> dead = new HashSet<>();

    private SlowSearch(Model<S> model, List<Call> calls) {
        this.model = model;
        this.calls = calls;
    }

    static <S> boolean linearizable(Model<S> model, List<Call> calls) {
        return new SlowSearch<>(model, calls).from(0, model.initial());
    }

    private boolean from(int done, S state) {
        if (allReturnedAreIn(done)) {
            return true;
        }
        if (!dead.add(new Place(done, state))) {
            return false;
        }
        for (int i = 0; i < calls.size(); i++) {
            if ((done >> i & 1) == 0 && mayBeNext(i, done)) {
                S after = model.step(state, calls.get(i));
                if (after != null && from(done | 1 << i, after)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean allReturnedAreIn(int done) {
        for (int i = 0; i < calls.size(); i++) {
            if ((done >> i & 1) == 0 && !calls.get(i).isPending()) {
                return false;
            }
        }
        return true;
    }

    private boolean mayBeNext(int call, int done) {
        for (int i = 0; i < calls.size(); i++) {
            if ((done >> i & 1) == 0 && calls.get(i).precedes(calls.get(call))) {
                return false;
            }
        }
        return true;
    }
}
