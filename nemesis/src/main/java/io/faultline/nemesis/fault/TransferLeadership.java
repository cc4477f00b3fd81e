package io.faultline.nemesis.fault;

import java.util.ArrayList;
import java.util.List;

/**
 * Asks the leader, once, to hand its leadership over (Raft dissertation §3.10); there is nothing to undo.
 *
 * @param order the first of these that does not lead is to take over
 */
public record TransferLeadership(List<String> order) implements Fault {

    /** Copies the order. */
    public TransferLeadership {
        order = Require.distinctNodes(order, "order");
    }

    @Override
    public FaultKind kind() {
        return FaultKind.TRANSFER_LEADERSHIP;
    }

    @Override
    public Injection resolve(ClusterView view) {
        List<String> others = new ArrayList<>(order);
        view.leader().ifPresent(others::remove);
        return new Injection.LeadershipTransferred((others.isEmpty() ? order : others).get(0));
    }

    @Override
    public List<String> namedNodes() {
        return order;
    }
}
