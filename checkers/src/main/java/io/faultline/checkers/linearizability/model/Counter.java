package io.faultline.checkers.linearizability.model;

import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Model;
import java.util.Optional;
import java.util.Set;

/**
 * A sum that numbers are added to; a read that finds nothing yet finds 0.
 *
 * @param start the sum at first
 */
record Counter(long start) implements Model<Long> {
    private static final Set<String> OPERATIONS = Set.of("add", "read");

    @Override
    public String name() {
        return "counter";
    }

    @Override
    public Set<String> operations() {
        return OPERATIONS;
    }

    @Override
    public Long initial() {
        return start;
    }

    @Override
    public Object origin() {
        return start;
    }

    @Override
    public Long step(Long sum, Call call) {
        if (call.is("add")) {
            return sum + (Long) call.argument();
        }
        Object told = call.result() == null ? (Long) 0L : call.result();
        return call.isPending() || sum.equals(told) ? sum : null;
    }

    @Override
    public boolean isRead(Call call) {
        return call.is("read") || call.argument().equals(0L);
    }

    @Override
    public Optional<String> objection(Call call) {
        return call.is("add") ? Arguments.number(call) : Model.super.objection(call);
    }
}
