package io.faultline.nemesis.fault;

/**
 * Holds some messages back so that later ones overtake them; simulated ground only.
 *
 * @param links the links it touches
 * @param probability that a message is held back
 * @param extraNanos the greatest time it is held back
 */
public record Reordering(Links links, double probability, long extraNanos) implements LinkFault {

    /** Checks the parameters. */
    public Reordering {
        Require.probability(probability, "probability");
        Require.nonNegative(extraNanos, "extraNanos");
    }

    @Override
    public FaultKind kind() {
        return FaultKind.REORDERING;
    }

    @Override
    public LinkShape shape() {
        return new LinkShape.Reorder(probability, extraNanos);
    }
}
