package io.faultline.checkers.linearizability.model;

import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Model;
import java.util.Optional;
import java.util.Set;

/**
 * So many permits, taken and given back, one at a time or as many as the argument says.
 *
 * @param permits how many there are; no more can be given back than were taken
 */
record Semaphore(long permits) implements Model<Long> {
    @Override
    public String name() {
        return "semaphore";
    }

    @Override
    public Set<String> operations() {
        return Mutex.LOCK;
    }

    /** How many are free. */
    @Override
    public Long initial() {
        return permits;
    }

    @Override
    public Object origin() {
        return permits;
    }

    @Override
    public Long step(Long free, Call call) {
        long many = call.argument() == null ? 1 : (Long) call.argument();
        if (call.is("acquire")) {
            return free >= many ? free - many : null;
        }
        return permits - free >= many ? free + many : null;
    }

    @Override
    public Optional<String> objection(Call call) {
        if (call.argument() != null && !(call.argument() instanceof Long many && many > 0)) {
            return Optional.of(call.told() + " is about " + call.argument() + " permits, which is no number of them");
        }
        return Model.super.objection(call);
    }

    @Override
    public String show(Long free) {
        return free + " of " + permits + " free";
    }
}
