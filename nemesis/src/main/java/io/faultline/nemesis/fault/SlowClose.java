package io.faultline.nemesis.fault;

/**
 * Passes the closing of a connection on late: the other end believes in it for longer.
 *
 * @param links the links it touches
 * @param delayNanos how late
 */
public record SlowClose(Links links, long delayNanos) implements LinkFault {

    /** Checks the parameters. */
    public SlowClose {
        Require.nonNegative(delayNanos, "delayNanos");
    }

    @Override
    public FaultKind kind() {
        return FaultKind.SLOW_CLOSE;
    }

    @Override
    public LinkShape shape() {
        return new LinkShape.CloseLate(delayNanos);
    }
}
