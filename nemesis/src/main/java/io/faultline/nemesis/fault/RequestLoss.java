package io.faultline.nemesis.fault;

/**
 * Loses whatever clients ask of the nodes: it has no effect, and the client waits in vain.
 *
 * @param target the nodes asked
 */
public record RequestLoss(Target target) implements ClientFault {

    @Override
    public FaultKind kind() {
        return FaultKind.REQUEST_LOSS;
    }

    @Override
    public Injection resolve(ClusterView view) {
        return new Injection.CutLinks(Links.ofClients(target.resolve(view), Direction.IN), CutKind.BLACK_HOLE);
    }
}
