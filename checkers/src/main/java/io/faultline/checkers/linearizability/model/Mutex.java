package io.faultline.checkers.linearizability.model;

import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Model;
import java.util.Set;

/** A lock that does not know who holds it: taken when free, given back when taken. */
record Mutex() implements Model<Boolean> {
    @Override
    public String name() {
        return "mutex";
    }

    @Override
    public Set<String> operations() {
        return LOCK;
    }

    static final Set<String> LOCK = Set.of("acquire", "release");

    @Override
    public Boolean initial() {
        return false;
    }

    @Override
    public Boolean step(Boolean held, Call call) {
        boolean acquire = call.is("acquire");
        return acquire == held ? null : acquire;
    }

    @Override
    public String show(Boolean held) {
        return held ? "held" : "free";
    }
}
