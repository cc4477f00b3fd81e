package io.faultline.nemesis.fault;

/**
 * Loses whatever the nodes answer clients: what was asked has its effect, and the client can't know.
 *
 * @param target the nodes that answer
 */
public record ReplyLoss(Target target) implements ClientFault {

    @Override
    public FaultKind kind() {
        return FaultKind.REPLY_LOSS;
    }

    @Override
    public Injection resolve(ClusterView view) {
        return new Injection.CutLinks(Links.ofClients(target.resolve(view), Direction.OUT), CutKind.BLACK_HOLE);
    }
}
