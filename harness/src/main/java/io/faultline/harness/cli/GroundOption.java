package io.faultline.harness.cli;

import io.faultline.harness.cluster.Ground;
import io.faultline.harness.sim.SimulatedGround;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Where {@code --cluster} can run a trial; the one place where a ground is added to the command line. */
enum GroundOption {
    SIM(
            io.faultline.nemesis.fault.Ground.SIMULATED,
            "all nodes in one thread under virtual time",
            SimulatedGround::new);

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
