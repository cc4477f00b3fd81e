package io.faultline.nemesis.fault;

import java.util.List;

/**
 * Moves clocks at once, forward or back; a jump is not taken back at the end.
 *
 * @param target whom
 * @param jumpNanos by how much; negative is back
 */
public record ClockJump(Target target, long jumpNanos) implements Fault {

    /** Checks that the clock moves. */
    public ClockJump {
        if (jumpNanos == 0) {
            throw new IllegalArgumentException("a clock jump must move the clock");
        }
    }

    @Override
    public FaultKind kind() {
        return FaultKind.CLOCK_JUMP;
    }

    @Override
    public Injection resolve(ClusterView view) {
        return new Injection.ClockFault(target.resolve(view), 1.0, jumpNanos);
    }

    @Override
    public List<String> namedNodes() {
        return target.mentioned();
    }
}
