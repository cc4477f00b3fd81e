package io.faultline.nemesis.fault;

import java.util.List;

/**
 * Lets clocks run at another rate; at the end they run true again.
 *
 * @param target whom
 * @param rate 1 is true, 2 twice as fast
 */
public record ClockRate(Target target, double rate) implements Fault {

    /** Checks that time still moves forward. */
    public ClockRate {
        if (!(rate > 0.0 && rate <= 1000.0)) {
            throw new IllegalArgumentException("rate must be within 0..1000, but is " + rate);
        }
    }

    @Override
    public FaultKind kind() {
        return FaultKind.CLOCK_RATE;
    }

    @Override
    public Injection resolve(ClusterView view) {
        return new Injection.ClockFault(target.resolve(view), rate, 0);
    }

    @Override
    public List<String> namedNodes() {
        return target.mentioned();
    }
}
