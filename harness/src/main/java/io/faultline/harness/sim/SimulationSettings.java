package io.faultline.harness.sim;

import io.faultline.node.raft.Features;
import io.faultline.node.raft.LogTail;
import io.faultline.node.raft.Timing;
import java.util.List;

/**
 * What a simulated cluster is like where it is not to be drawn from the seed.
 *
 * @param timing intervals of the nodes
 * @param features what they do beside what the paper demands
 * @param weather the network, or null to draw it
 * @param flushBase least time of a flush, ns; negative to draw flush times
 * @param flushJitter bound of the random time added to it, ns
 * @param logs where each node's log ends, or null to draw that
 * @param startSpread bound of the random time after which a node starts, ns; negative to draw it
 */
public record SimulationSettings(
        Timing timing,
        Features features,
        NetworkWeather weather,
        long flushBase,
        long flushJitter,
        List<LogTail> logs,
        long startSpread) {
    private static final long MS = 1_000_000;

    /** Everything drawn from the seed: the swarm. */
    public static final SimulationSettings DRAWN =
            new SimulationSettings(Timing.DEFAULT, Features.DEFAULT, null, -1, 0, null, -1);

    /** A quiet, quick network and empty logs, for scripted tests: what happens is what the script does. */
    public static final SimulationSettings PLAIN = new SimulationSettings(
            Timing.DEFAULT, Features.DEFAULT, NetworkWeather.datagrams(200_000, MS), 300_000, MS, List.of(), 50 * MS);

    public SimulationSettings withPreVote(boolean on) {
        return withFeatures(features.withPreVote(on));
    }

    public SimulationSettings withFeatures(Features other) {
        return new SimulationSettings(timing, other, weather, flushBase, flushJitter, logs, startSpread);
    }

    public SimulationSettings withTiming(Timing other) {
        return new SimulationSettings(other, features, weather, flushBase, flushJitter, logs, startSpread);
    }
}
