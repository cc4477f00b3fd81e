package io.faultline.nemesis.fault;

/**
 * Slices the stream into small pieces that arrive one by one.
 *
 * @param links the links it touches
 * @param sizeBytes the size of a slice
 * @param delayNanos the delay between two slices
 */
public record Slicer(Links links, int sizeBytes, long delayNanos) implements LinkFault {

    /** Checks the parameters. */
    public Slicer {
        Require.positive(sizeBytes, "sizeBytes");
        Require.nonNegative(delayNanos, "delayNanos");
    }

    @Override
    public FaultKind kind() {
        return FaultKind.SLICER;
    }

    @Override
    public LinkShape shape() {
        return new LinkShape.Slice(sizeBytes, delayNanos);
    }
}
