package io.faultline.checkers.linearizability.search;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * One configuration that is worked on: a layer, the open calls that are done, the state they led to.
 *
 * <p>Settled, it has every open read done that its state allows, which can do no harm as nothing changes by it, and stands at
 * the first layer whose returning call is not done.
 */
final class Configuration {
    private final Course course;
    private final Transitions<?> transitions;
    private final OpenCalls open;
    private final long[] done;
    private int state;

    /** Calls that {@link #settle} does are told to it, in their order. */
    private IntConsumer told = call -> {};

    /** At the beginning, not settled. */
    Configuration(Course course, Transitions<?> transitions) {
        this.course = course;
        this.transitions = transitions;
        this.open = new OpenCalls(course);
        this.done = new long[course.words()];
        this.state = transitions.initial();
    }

    void tell(IntConsumer listener) {
        told = listener;
    }

    int layer() {
        return open.layer();
    }

    int state() {
        return state;
    }

    /** The set itself: it changes as the configuration does. */
    long[] done() {
        return done;
    }

    OpenCalls open() {
        return open;
    }

    boolean isDone(int call) {
        int bit = course.bitOf(call);
        return (done[bit >>> 6] & 1L << bit) != 0;
    }

    /** The state after that open call, or {@link Transitions#ILLEGAL}; that also where another must be done before it. */
    int after(int call) {
        return isTooEarly(call) ? Transitions.ILLEGAL : transitions.next(state, course.kindOf(call));
    }

    private boolean isTooEarly(int call) {
        int layer = open.layer();
        for (int other : course.before(call)) {
            boolean invoked = other < course.invokedUntil(layer);
            if (!invoked || course.returnLayer(other) >= layer && !isDone(other)) {
                return true;
            }
        }
        return false;
    }

    /** Whether every call that returned is done. */
    boolean isComplete() {
        return open.layer() == course.layers();
    }

    /** Becomes that node. */
    void load(Nodes nodes, int node) {
        open.moveTo(nodes.layer(node));
        nodes.copyDone(node, done);
        state = nodes.state(node);
    }

    /** Becomes that one. */
    void set(int layer, long[] calls, int reached) {
        open.moveTo(layer);
        System.arraycopy(calls, 0, done, 0, done.length);
        state = reached;
    }

    /** Becomes the one at the beginning. */
    void reset() {
        open.moveTo(0);
        Arrays.fill(done, 0);
        state = transitions.initial();
    }

    /** Does a call that leads to that state. */
    void perform(int call, int reached) {
        mark(call);
        state = reached;
    }

    private void mark(int call) {
        int bit = course.bitOf(call);
        done[bit >>> 6] |= 1L << bit;
    }

    /** Does what can be done without harm, and goes on to the first return that is not done. */
    void settle() {
        readAll();
        while (!isComplete() && isDone(open.first())) {
            pass();
            for (int call = course.invokedUntil(open.layer() - 1); call < course.invokedUntil(open.layer()); call++) {
                read(call);
            }
        }
    }

    /** Does every open read that the state allows. */
    void readAll() {
        for (int call = open.first(); call != open.end(); call = open.after(call)) {
            read(call);
        }
    }

    private void read(int call) {
        if (course.isRead(call)
                && !isDone(call)
                && transitions.next(state, course.kindOf(call)) != Transitions.ILLEGAL) {
            mark(call);
            told.accept(call);
        }
    }

    /** Goes past the return of the first open call, which must be done. */
    void pass() {
        int bit = course.bitOf(open.first());
        done[bit >>> 6] &= ~(1L << bit);
        open.forward();
    }
}
