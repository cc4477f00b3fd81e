package io.faultline.checkers.linearizability.monitor;

import io.faultline.checkers.linearizability.Monitor;
import java.util.List;

/** The door of this package: every monitor, in the order in which to try them. */
public final class Monitors {
    private static final List<Monitor> ALL = List.of(
            new RegisterMonitor(),
            new OwnerLockMonitor(),
            new FencedLockMonitor(),
            new PermitMonitor(),
            new QueueMonitor(true),
            new QueueMonitor(false),
            new StackMonitor(),
            new PriorityQueueMonitor(),
            new SetMonitor(),
            new GrowingSetMonitor(),
            new ListMonitor(),
            new CounterMonitor(false),
            new CounterMonitor(true));

    private Monitors() {}

    /** All of them; those that do not know a model leave it out of {@link Monitor#models}. */
    public static List<Monitor> all() {
        return ALL;
    }
}
