package io.faultline.nemesis.fault;

import java.util.List;

/**
 * Kills processes (SIGKILL) and restarts them at the end.
 *
 * @param target whom
 */
public record Crash(Target target) implements Fault {

    @Override
    public FaultKind kind() {
        return FaultKind.CRASH;
    }

    @Override
    public Injection resolve(ClusterView view) {
        return new Injection.NodesDown(target.resolve(view), DownMode.KILL);
    }

    @Override
    public List<String> namedNodes() {
        return target.mentioned();
    }
}
