package io.faultline.nemesis.fault;

/**
 * Closes each connection after so many bytes, in the middle of a message if need be.
 *
 * @param links the links it touches
 * @param bytes how many pass
 */
public record LimitData(Links links, long bytes) implements LinkFault {

    /** Checks the parameters. */
    public LimitData {
        Require.positive(bytes, "bytes");
    }

    @Override
    public FaultKind kind() {
        return FaultKind.LIMIT_DATA;
    }

    @Override
    public LinkShape shape() {
        return new LinkShape.CloseAfter(bytes);
    }
}
