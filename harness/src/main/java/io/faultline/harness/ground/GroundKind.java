package io.faultline.harness.ground;

import io.faultline.harness.cluster.Ground;
import io.faultline.harness.docker.DockerGround;
import io.faultline.harness.docker.DockerSupport;
import io.faultline.harness.sim.SimulatedGround;
import io.faultline.harness.store.TrialStore;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Where a trial can run; the one place where a ground is added. */
public enum GroundKind {
    SIM(
            io.faultline.nemesis.fault.Ground.SIMULATED,
            "all nodes in one thread under virtual time",
            SimulatedGround::new,
            Optional::empty),
    DOCKER(
            io.faultline.nemesis.fault.Ground.DOCKER,
            "one container per node, links through Toxiproxy, in real time",
            DockerGround::new,
            DockerSupport::unavailableReason);

    private final io.faultline.nemesis.fault.Ground faults;
    private final String description;
    private final Supplier<Ground> opener;
    private final Supplier<Optional<String>> obstacle;

    GroundKind(
            io.faultline.nemesis.fault.Ground faults,
            String description,
            Supplier<Ground> opener,
            Supplier<Optional<String>> obstacle) {
        this.faults = faults;
        this.description = description;
        this.opener = opener;
        this.obstacle = obstacle;
    }

    /** What the nemesis calls this ground. */
    public io.faultline.nemesis.fault.Ground faults() {
        return faults;
    }

    /** Its word on the command line, in properties and in {@code trial.json}. */
    public String word() {
        return TrialStore.word(faults);
    }

    public String description() {
        return description;
    }

    public Ground open() {
        return opener.get();
    }

    /** Why no trial can run there on this machine, and what to do about it, in one sentence; empty when one can. */
    public Optional<String> unavailableReason() {
        return obstacle.get();
    }

    /** Whether a trial gives the same history whenever it is run again, so that it need not be kept. */
    public boolean isRepeatable() {
        return this == SIM;
    }

    /** All words, for a message. */
    public static String words() {
        return Arrays.stream(values()).map(GroundKind::word).collect(Collectors.joining(", "));
    }

    /** The ground of that word. */
    public static Optional<GroundKind> named(String word) {
        return Arrays.stream(values())
                .filter(ground -> ground.word().equals(word))
                .findFirst();
    }

    /** The ground that the nemesis calls so. */
    public static GroundKind of(io.faultline.nemesis.fault.Ground faults) {
        return Arrays.stream(values())
                .filter(ground -> ground.faults == faults)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no trial can run on the ground " + faults));
    }
}
