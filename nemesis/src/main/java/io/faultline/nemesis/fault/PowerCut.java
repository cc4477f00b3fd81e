package io.faultline.nemesis.fault;

import java.util.List;

/**
 * Crashes nodes so that bytes not yet synced are lost, and restarts them at the end.
 *
 * @param target whom
 */
public record PowerCut(Target target) implements Fault {

    @Override
    public FaultKind kind() {
        return FaultKind.POWER_CUT;
    }

    @Override
    public Injection resolve(ClusterView view) {
        return new Injection.NodesDown(target.resolve(view), DownMode.POWER_CUT);
    }

    @Override
    public List<String> namedNodes() {
        return target.mentioned();
    }
}
