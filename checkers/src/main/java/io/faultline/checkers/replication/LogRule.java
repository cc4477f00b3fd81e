package io.faultline.checkers.replication;

import io.faultline.checkers.Verdict;
import java.util.Set;

/** One property of logs, on one walk over one history: it is told of the events it asks for, in order. */
interface LogRule {
    /** The kinds of events it judges. */
    Set<LogKind> kinds();

    /** Judges the event at this position by what its node was before it. */
    void judge(int p, NodeState before);

    /** There are no more events. */
    default void end() {}

    /** What it says in the end. */
    Verdict verdict();
}
