package io.faultline.nemesis.play;

import io.faultline.nemesis.fault.ClusterView;
import io.faultline.nemesis.fault.Injection;
import java.util.function.Consumer;

/**
 * What a ground can do to its cluster.
 *
 * <p>Both calls return at once; {@code done} is called exactly once for each, within the call or as a
 * later task of the timeline, also when the attempt failed. Faults overlap: the injector composes
 * them (see {@link ActiveFaults}), so that ending one leaves the others in force. An id that was
 * ended may begin again (the steps of a rolling restart do).
 */
public interface FaultInjector {

    /** Returns the cluster as it is now. */
    ClusterView view();

    /** Does the injection. */
    void begin(int id, Injection injection, Consumer<Outcome> done);

    /** Undoes the injection that was begun under this id. */
    void end(int id, Injection injection, Consumer<Outcome> done);
}
