package io.faultline.node.failpoint;

/** The point of a turn that the node is to crash at, if any. Armed by any thread, passed by the loop's. */
final class CrashPoint {
    private TurnPoint armed;
    private int remaining;

    /** What is armed: at the {@code nth} passing from now the node crashes. */
    record Armed(TurnPoint point, int nth) {}

    /** Arms it, in place of what was armed before. */
    synchronized void arm(Armed next) {
        armed = next.point();
        remaining = next.nth();
    }

    synchronized void disarm() {
        armed = null;
    }

    /** What is still armed, its passings counted down; null when nothing is. */
    synchronized Armed armed() {
        return armed == null ? null : new Armed(armed, remaining);
    }

    /** Whether the node, passing this point, is to crash now; then nothing is armed any more. */
    synchronized boolean passes(TurnPoint point) {
        if (point != armed || --remaining > 0) {
            return false;
        }
        armed = null;
        return true;
    }
}
