package io.faultline.nemesis.play;

import io.faultline.nemesis.fault.Fault;
import io.faultline.nemesis.fault.Injection;

/** Who is told what the nemesis does, in the order in which it happens. */
public interface FaultLog {

    /** A fault was resolved and is about to act: written down before it can have any effect. */
    void beginning(int id, Fault fault, Injection resolved);

    /** A fault is in force, or was found not to be. */
    void began(int id, Fault fault, Injection resolved, Outcome outcome);

    /** A fault is about to be undone. */
    default void ending(int id, Fault fault, Injection resolved) {}

    /** A fault was undone. */
    void ended(int id, Fault fault, Injection resolved, Outcome outcome);

    /** A phase begins: {@code safety}, {@code recovery}, {@code final} or {@code end}. */
    void phase(String name);
}
