package io.faultline.nemesis.fault;

import java.util.List;

/**
 * One thing done to a cluster, with its parameters; symbols such as "the leader" still in it.
 *
 * <p>A fault acts from its begin to its end, at which it is undone: links heal, nodes restart,
 * clocks run true again. It is a value: resolving it has no effect and draws nothing.
 */
public sealed interface Fault
        permits Partition,
                LinkCut,
                LinkFault,
                Crash,
                Stop,
                RollingRestart,
                Pause,
                PowerCut,
                TornRecord,
                CorruptRecord,
                DiskError,
                SlowDisk,
                ClockRate,
                ClockJump,
                CrashPoint,
                ChangeMembers,
                TransferLeadership,
                ClientFault,
                Resolved {

    /** Returns the entry of this fault in the registry. */
    FaultKind kind();

    /**
     * Returns what this fault means in a cluster that looks like {@code view}.
     *
     * <p>Never empty: a symbol that stands for nobody (no leader now) falls back on the order drawn
     * with it, so that a fault never silently does nothing.
     */
    Injection resolve(ClusterView view);

    /** Returns the nodes and links this fault names outright, to be checked against a cluster. */
    List<String> namedNodes();

    /** Returns the class that switches this fault on and off. */
    default FaultClass faultClass() {
        return kind().faultClass();
    }

    /**
     * Returns the steps in which this fault is played between {@code begin} and {@code end}: itself
     * for all but {@link RollingRestart}. Steps follow each other and do not overlap.
     */
    default List<FaultStep> steps(long begin, long end) {
        return List.of(new FaultStep(begin, end, this));
    }
}
