package io.faultline.harness.mutants;

import io.faultline.nemesis.json.ScheduleJson;
import io.faultline.nemesis.schedule.Schedule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Schedules that lead a cluster to where one bug shows, for grounds in real time, where a night has few trials.
 *
 * <p>Written by hand: each repeats one scene with its nodes in other parts, so that what real time leaves to chance is
 * tried several times. The correct node passes all of them.
 */
public final class GuidedSchedules {
    /** The mutants that have one; the one place where another is added. */
    public static final List<String> MUTANTS = List.of(
            "E05", "E14", "E15", "D4", "D6", "E24", "R01", "R08", "R16", "S02", "S06", "C01", "C02", "C03", "C10",
            "M04");

    /** Those of them that drawn schedules show too rarely in the simulator as well. */
    public static final List<String> RARE = List.of("E24", "R08", "R16", "S02", "S06", "C03", "M04");

    /** Mutants that another one's schedule leads to as well. */
    private static final Map<String, String> SAME_SCENE = Map.of("C01", "C10");

    private GuidedSchedules() {}

    /** The schedule for that mutant; empty where drawn ones show its bug soon enough. */
    public static Optional<Schedule> of(String mutant) {
        return MUTANTS.contains(mutant)
                ? Optional.of(read("schedules/" + SAME_SCENE.getOrDefault(mutant, mutant) + ".json"))
                : Optional.empty();
    }

    private static Schedule read(String resource) {
        try (InputStream in = GuidedSchedules.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing: this build of Faultline is incomplete");
            }
            return ScheduleJson.read(new String(in.readAllBytes(), StandardCharsets.UTF_8), resource);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + resource, unreadable);
        }
    }
}
