package io.faultline.nemesis.fault;

import java.util.List;

/**
 * A power cut that leaves the last record, not yet synced, half written.
 *
 * @param target whom
 */
public record TornRecord(Target target) implements Fault {

    @Override
    public FaultKind kind() {
        return FaultKind.TORN_RECORD;
    }

    @Override
    public Injection resolve(ClusterView view) {
        return new Injection.NodesDown(target.resolve(view), DownMode.TORN_RECORD);
    }

    @Override
    public List<String> namedNodes() {
        return target.mentioned();
    }
}
