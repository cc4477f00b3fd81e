package io.faultline.nemesis.schedule;

import io.faultline.nemesis.fault.FaultClass;
import java.util.List;
import java.util.Objects;

/**
 * What a generated schedule was drawn with: told in the report, asked by nobody else.
 *
 * @param seed the seed of the trial
 * @param rhythm the name of the rhythm of storms and calms; {@code none} for a schedule by hand
 * @param classes one entry for each class of the profile, in the order of {@link FaultClass}
 */
public record SwarmDraw(long seed, String rhythm, List<ClassDraw> classes) {

    /** A schedule that no generator made. */
    public static final SwarmDraw BY_HAND = new SwarmDraw(0, "none", List.of());

    /** Copies the classes. */
    public SwarmDraw {
        Objects.requireNonNull(rhythm, "rhythm");
        classes = List.copyOf(classes);
    }

    /**
     * One class of the profile in one trial.
     *
     * @param faultClass which
     * @param on whether this trial has faults of it
     * @param meanIntervalNanos the mean time between two of its episodes within a storm
     */
    public record ClassDraw(FaultClass faultClass, boolean on, long meanIntervalNanos) {}
}
