package io.faultline.nemesis.fault;

import java.util.List;

/**
 * Stops processes in good order and starts them at the end.
 *
 * @param target whom
 */
public record Stop(Target target) implements Fault {

    @Override
    public FaultKind kind() {
        return FaultKind.STOP;
    }

    @Override
    public Injection resolve(ClusterView view) {
        return new Injection.NodesDown(target.resolve(view), DownMode.STOP);
    }

    @Override
    public List<String> namedNodes() {
        return target.mentioned();
    }
}
