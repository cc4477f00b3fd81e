package io.faultline.nemesis.fault;

import java.util.List;

/**
 * Crashes each target when it passes a named point of its turn for the n-th time.
 *
 * <p>The count starts when the fault begins. A node that crashed is restarted after {@code
 * downNanos}, at the end of the fault at the latest; a node that did not pass the point often enough
 * is disarmed at the end.
 *
 * @param target whom
 * @param point where in the turn
 * @param nth 1 is the next passing
 * @param downNanos how long a node stays down
 */
public record CrashPoint(Target target, Point point, int nth, long downNanos) implements Fault {

    /** Checks the bounds. */
    public CrashPoint {
        Require.positive(nth, "nth");
        Require.nonNegative(downNanos, "downNanos");
    }

    @Override
    public FaultKind kind() {
        return FaultKind.CRASH_POINT;
    }

    @Override
    public Injection resolve(ClusterView view) {
        return new Injection.ArmCrashPoint(target.resolve(view), point, nth, downNanos);
    }

    @Override
    public List<String> namedNodes() {
        return target.mentioned();
    }
}
