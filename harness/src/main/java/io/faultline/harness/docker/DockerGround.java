package io.faultline.harness.docker;

import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.harness.cluster.Cluster;
import io.faultline.harness.cluster.ClusterSpec;
import io.faultline.harness.cluster.Ground;
import io.faultline.node.mutants.Variants;

/**
 * Clusters of containers: one per node, every link through a proxy of its own, in real time.
 *
 * <pre>{@code
 * TrialResult result = new TrialRunner(new DockerGround()).run(scenario, 7);
 * }</pre>
 *
 * <p>It plays whatever surroundings are asked for in the same way: those of this machine.
 */
public final class DockerGround implements Ground {
    @Override
    public String word() {
        return "docker";
    }

    /**
     * {@inheritDoc}
     *
     * @throws EngineException when containers can't be had here
     */
    @Override
    public Cluster open(ClusterSpec spec, long seed, HistoryRecorder recorder) {
        if (spec.variant() != null && Variants.named(spec.variant()).isEmpty()) {
            throw new IllegalArgumentException("unknown mutant '" + spec.variant() + "'");
        }
        Engine engine = Engine.connect();
        String proxy = engine.provide(ImageName.TOXIPROXY);
        return new DockerCluster(engine.client(), NodeImage.provide(), proxy, spec, seed, recorder);
    }
}
