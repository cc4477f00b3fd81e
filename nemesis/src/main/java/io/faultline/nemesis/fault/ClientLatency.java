package io.faultline.nemesis.fault;

import java.util.Objects;

/**
 * Delays what clients ask of the nodes, what these answer, or both, by a base and a uniform jitter.
 *
 * @param target the nodes
 * @param direction in for requests, out for replies
 * @param baseNanos the least delay of each way
 * @param jitterNanos the greatest addition to it
 */
public record ClientLatency(Target target, Direction direction, long baseNanos, long jitterNanos)
        implements ClientFault {

    /** Checks the parameters. */
    public ClientLatency {
        Objects.requireNonNull(direction, "direction");
        Require.nonNegative(baseNanos, "baseNanos");
        Require.nonNegative(jitterNanos, "jitterNanos");
    }

    @Override
    public FaultKind kind() {
        return FaultKind.CLIENT_LATENCY;
    }

    @Override
    public Injection resolve(ClusterView view) {
        return new Injection.ShapeLinks(
                Links.ofClients(target.resolve(view), direction), new LinkShape.Delay(baseNanos, jitterNanos));
    }
}
