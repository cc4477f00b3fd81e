package io.faultline.checkers.linearizability;

import java.util.List;

/**
 * Who checks the parts of a history.
 *
 * <p>This module starts no thread. A caller that has some gives them here, and all parts are then checked on all of them.
 */
@FunctionalInterface
public interface Workers {

    /** One part after the other, by the caller's own thread. */
    Workers SEQUENTIAL = tasks -> tasks.forEach(Runnable::run);

    /** Runs all tasks, in any order and on any threads, and returns when all are done and their effects are visible. */
    void run(List<Runnable> tasks);
}
