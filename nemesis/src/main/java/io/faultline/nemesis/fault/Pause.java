package io.faultline.nemesis.fault;

import java.util.List;

/**
 * Freezes processes and resumes them at the end; meanwhile their connections stay open.
 *
 * @param target whom
 */
public record Pause(Target target) implements Fault {

    @Override
    public FaultKind kind() {
        return FaultKind.PAUSE;
    }

    @Override
    public Injection resolve(ClusterView view) {
        return new Injection.NodesPaused(target.resolve(view));
    }

    @Override
    public List<String> namedNodes() {
        return target.mentioned();
    }
}
