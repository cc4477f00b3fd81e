package io.faultline.nemesis.fault;

/**
 * Resets each connection some time after it was opened, or after the fault began.
 *
 * @param links the links it touches
 * @param delayNanos how long a connection lives
 */
public record ResetPeer(Links links, long delayNanos) implements LinkFault {

    /** Checks the parameters. */
    public ResetPeer {
        Require.nonNegative(delayNanos, "delayNanos");
    }

    @Override
    public FaultKind kind() {
        return FaultKind.RESET_PEER;
    }

    @Override
    public LinkShape shape() {
        return new LinkShape.Reset(delayNanos);
    }
}
