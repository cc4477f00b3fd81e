package io.faultline.nemesis.fault;

import java.util.Collection;
import java.util.Optional;

/** Where a cluster runs, and so which classes of faults can be done to it. */
public enum Ground {
    /** N cores, network, disks and clocks in one thread and in virtual time. */
    SIMULATED,
    /** Containers behind one real proxy, in real time. */
    DOCKER;

    /** Returns why this ground cannot play the class, or nothing when it can. */
    public Optional<String> refusal(FaultClass faultClass) {
        return this == DOCKER ? faultClass.dockerRefusal() : Optional.empty();
    }

    /**
     * Checks that every class can be played on this ground.
     *
     * @throws IllegalArgumentException with the sentence of the first class that cannot
     */
    public void require(Collection<FaultClass> classes) {
        for (FaultClass faultClass : classes) {
            refusal(faultClass).ifPresent(sentence -> {
                throw new IllegalArgumentException(sentence);
            });
        }
    }
}
