package io.faultline.nemesis.fault;

/**
 * Delays every message by a base and a uniform jitter.
 *
 * @param links the links it touches
 * @param baseNanos the least delay
 * @param jitterNanos the greatest addition to it
 */
public record Latency(Links links, long baseNanos, long jitterNanos) implements LinkFault {

    /** Checks the parameters. */
    public Latency {
        Require.nonNegative(baseNanos, "baseNanos");
        Require.nonNegative(jitterNanos, "jitterNanos");
    }

    @Override
    public FaultKind kind() {
        return FaultKind.LATENCY;
    }

    @Override
    public LinkShape shape() {
        return new LinkShape.Delay(baseNanos, jitterNanos);
    }
}
