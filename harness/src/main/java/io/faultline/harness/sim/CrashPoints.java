package io.faultline.harness.sim;

import io.faultline.nemesis.fault.Point;

/** The crash point a node is armed with, if any: it dies when it passes the point for the n-th time. */
final class CrashPoints {
    private static final int NOBODY = 0;

    private Point armed;
    private int remaining;
    private int faultId = NOBODY;

    /** Arms the node for a fault; a later fault replaces an earlier one. */
    void arm(int fault, Point point, int nth) {
        armed = point;
        remaining = nth;
        faultId = fault;
    }

    /** Ends what this fault armed; what another has armed since stays. */
    void disarm(int fault) {
        if (faultId == fault) {
            armed = null;
            faultId = NOBODY;
        }
    }

    /** Whether the node, passing this point, is to die now. */
    boolean passes(Point point) {
        return point == armed && --remaining == 0;
    }

    /** The fault whose crash point has just gone off, taken once; 0 when none has. */
    int takeFired() {
        if (armed == null || remaining > 0) {
            return NOBODY;
        }
        int fired = faultId;
        armed = null;
        faultId = NOBODY;
        return fired;
    }
}
