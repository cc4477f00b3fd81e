package io.faultline.nemesis.fault;

/**
 * Delivers each message twice with a probability; simulated ground only.
 *
 * @param links the links it touches
 * @param probability within 0..1
 */
public record Duplication(Links links, double probability) implements LinkFault {

    /** Checks the parameters. */
    public Duplication {
        Require.probability(probability, "probability");
    }

    @Override
    public FaultKind kind() {
        return FaultKind.DUPLICATION;
    }

    @Override
    public LinkShape shape() {
        return new LinkShape.Duplicate(probability);
    }
}
