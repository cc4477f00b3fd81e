package io.faultline.harness.cli;

import io.faultline.harness.cluster.Ground;
import io.faultline.harness.docker.DockerGround;
import io.faultline.harness.sim.SimulatedGround;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Where {@code --cluster} can run a trial; the one place where a ground is added to the command line. */
enum GroundOption {
    SIM(
            io.faultline.nemesis.fault.Ground.SIMULATED,
            "all nodes in one thread under virtual time",
            SimulatedGround::new),
    DOCKER(
            io.faultline.nemesis.fault.Ground.DOCKER,
            "one container per node, links through Toxiproxy, in real time",
            DockerGround::new);

    private final io.faultline.nemesis.fault.Ground faults;
    private final String description;
    private final Supplier<Ground> opener;

    GroundOption(io.faultline.nemesis.fault.Ground faults, String description, Supplier<Ground> opener) {
        this.faults = faults;
        this.description = description;
        this.opener = opener;
    }

    /** What the nemesis calls this ground. */
    io.faultline.nemesis.fault.Ground faults() {
        return faults;
    }

    String word() {
        return io.faultline.harness.store.TrialStore.word(faults);
    }

    String description() {
        return description;
    }

    Ground open() {
        return opener.get();
    }

    /** Whether a trial gives the same history whenever it is run again, so that it need not be kept. */
    boolean isRepeatable() {
        return this == SIM;
    }

    static String words() {
        return Arrays.stream(values()).map(GroundOption::word).collect(Collectors.joining(", "));
    }

    static GroundOption parse(String word) {
        return Arrays.stream(values())
                .filter(ground -> ground.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new BadArgument("unknown cluster '" + word + "'; legal are " + words()));
    }

    static GroundOption of(io.faultline.nemesis.fault.Ground ground) {
        return parse(io.faultline.harness.store.TrialStore.word(ground));
    }
}
