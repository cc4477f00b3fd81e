package io.faultline.nemesis.kit;

import io.faultline.nemesis.fault.ClusterView;
import io.faultline.nemesis.fault.Injection;
import io.faultline.nemesis.play.ActiveFaults;
import io.faultline.nemesis.play.FaultInjector;
import io.faultline.nemesis.play.Outcome;
import io.faultline.nemesis.play.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * An injector that keeps what is active, takes as long as it is told, and writes down every call.
 */
public final class FakeInjector implements FaultInjector {

    private final Timeline timeline;
    private final LongSupplier latency;
    private final List<String> calls = new ArrayList<>();
    private View view;
    private ActiveFaults active = ActiveFaults.NONE;
    private RuntimeException failure;

    /**
     * Creates an injector.
     *
     * @param latency how long each call takes; 0 completes within the call
     */
    public FakeInjector(View view, Timeline timeline, LongSupplier latency) {
        this.view = view;
        this.timeline = timeline;
        this.latency = latency;
    }

    /** Changes what the cluster looks like. */
    public void look(View next) {
        view = next;
    }

    /** Lets every begin from now on throw. */
    public void failWith(RuntimeException thrown) {
        failure = thrown;
    }

    /** Returns the calls so far, such as {@code 5 begin 1}. */
    public List<String> calls() {
        return calls;
    }

    /** Returns what is in force now. */
    public ActiveFaults active() {
        return active;
    }

    @Override
    public ClusterView view() {
        return view;
    }

    @Override
    public void begin(int id, Injection injection, Consumer<Outcome> done) {
        calls.add(timeline.now() + " begin " + id);
        active = active.with(id, injection);
        if (failure != null) {
            throw failure;
        }
        complete(done);
    }

    @Override
    public void end(int id, Injection injection, Consumer<Outcome> done) {
        calls.add(timeline.now() + " end " + id);
        if (!active.injections().containsKey(id)) {
            throw new AssertionError("fault " + id + " is ended, but not active");
        }
        if (!active.injections().get(id).equals(injection)) {
            throw new AssertionError("fault " + id + " is ended as something else");
        }
        active = active.without(id);
        complete(done);
    }

    private void complete(Consumer<Outcome> done) {
        long taken = latency.getAsLong();
        Outcome outcome = new Outcome(true, "done");
        if (taken == 0) {
            done.accept(outcome);
        } else {
            timeline.schedule(taken, () -> done.accept(outcome));
        }
    }
}
