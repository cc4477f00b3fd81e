package io.faultline.nemesis.fault;

/**
 * Lets no more than so many bytes a second through.
 *
 * @param links the links it touches
 * @param bytesPerSecond the limit of each link
 */
public record Bandwidth(Links links, long bytesPerSecond) implements LinkFault {

    /** Checks the parameters. */
    public Bandwidth {
        Require.positive(bytesPerSecond, "bytesPerSecond");
    }

    @Override
    public FaultKind kind() {
        return FaultKind.BANDWIDTH;
    }

    @Override
    public LinkShape shape() {
        return new LinkShape.Throttle(bytesPerSecond);
    }
}
