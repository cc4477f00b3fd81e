package io.faultline.checkers.linearizability.model;

import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Epoch;
import io.faultline.checkers.linearizability.Model;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What gives its elements back in a fixed order: a FIFO queue, a stack, a priority queue. Nothing comes out of an empty one.
 *
 * @param order where the next element stands that comes out
 * @param start its elements at first, the next that comes out first
 */
record Sequence(Order order, List<Object> start) implements Model<List<Object>> {

    /** How elements line up; each kind names its operations in its own way. */
    enum Order {
        FIFO("fifo-queue", "enqueue", "dequeue"),
        LIFO("stack", "push", "pop"),
        GREATEST("priority-queue", "insert", "poll");

        private final String model;
        private final String in;
        private final String out;

        Order(String model, String in, String out) {
            this.model = model;
            this.in = in;
            this.out = out;
        }

        /** Where an element goes among those that are there. */
        private int place(List<Object> elements, Object element) {
            return switch (this) {
                case FIFO -> elements.size();
                case LIFO -> 0;
                case GREATEST -> {
                    int place = 0;
                    while (place < elements.size() && (Long) elements.get(place) >= (Long) element) {
                        place++;
                    }
                    yield place;
                }
            };
        }
    }

    @Override
    public String name() {
        return order.model;
    }

    @Override
    public Set<String> operations() {
        return Set.of(order.in, order.out, "peek");
    }

    @Override
    public List<Object> initial() {
        return start;
    }

    @Override
    public Object origin() {
        return start.isEmpty() ? null : start;
    }

    @Override
    public List<Object> step(List<Object> state, Call call) {
        if (call.is(order.in)) {
            List<Object> more = new ArrayList<>(state.size() + 1);
            more.addAll(state);
            more.add(order.place(state, call.argument()), call.argument());
            return Collections.unmodifiableList(more);
        }
        Object next = state.isEmpty() ? null : state.get(0);
        if (!call.isPending() && !Objects.equals(next, call.result())) {
            return null;
        }
        return state.isEmpty() || call.is("peek")
                ? state
                : Collections.unmodifiableList(new ArrayList<>(state.subList(1, state.size())));
    }

    @Override
    public boolean isRead(Call call) {
        return call.is("peek") || call.is(order.out) && !call.isPending() && call.result() == null;
    }

    @Override
    public Optional<String> objection(Call call) {
        if (!call.is(order.in)) {
            return Model.super.objection(call);
        }
        return order == Order.GREATEST ? Arguments.number(call) : Arguments.element(call);
    }

    @Override
    public List<Epoch> epochs(List<Object> initial, List<Call> calls, long horizon) {
        return order == Order.FIFO ? QueueEpochs.of(initial, calls, horizon) : List.of();
    }

    @Override
    public long bytes(List<Object> state) {
        return 96 + 8L * state.size();
    }

    @Override
    public BitSet idle(List<Call> calls, long horizon) {
        return Unseen.ofElements(order.in, calls, horizon);
    }
}
