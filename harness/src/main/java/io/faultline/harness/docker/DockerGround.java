package io.faultline.harness.docker;

import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.harness.cluster.Cluster;
import io.faultline.harness.cluster.ClusterSpec;
import io.faultline.harness.cluster.Ground;
import java.util.function.Function;

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
    private final Function<ClusterSpec, ContainerSystem> systems;

    /** Clusters of our own node. */
    public DockerGround() {
        this(RaftSystem::new);
    }

    /** Clusters of another system, which is made anew for each from what is asked for. */
    public DockerGround(Function<ClusterSpec, ContainerSystem> systems) {
        this.systems = systems;
    }

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
        ContainerSystem system = systems.apply(spec);
        Engine engine = Engine.connect();
        String proxy = engine.provide(ImageName.TOXIPROXY);
        return new DockerCluster(engine.client(), system, proxy, spec, seed, recorder);
    }
}
