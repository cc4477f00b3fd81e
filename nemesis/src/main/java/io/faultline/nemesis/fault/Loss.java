package io.faultline.nemesis.fault;

/**
 * Loses each message with a probability; simulated ground only.
 *
 * @param links the links it touches
 * @param probability within 0..1
 */
public record Loss(Links links, double probability) implements LinkFault {

    /** Checks the parameters. */
    public Loss {
        Require.probability(probability, "probability");
    }

    @Override
    public FaultKind kind() {
        return FaultKind.LOSS;
    }

    @Override
    public LinkShape shape() {
        return new LinkShape.Lose(probability);
    }
}
