package io.faultline.nemesis.schedule;

import io.faultline.nemesis.fault.Fault;
import java.util.Comparator;
import java.util.Objects;

/**
 * A fault with its times.
 *
 * @param id unique in the schedule, and the same for the same fault in a shrunk one
 * @param begin nanoseconds since the trial began
 * @param end nanoseconds since the trial began; equal to {@code begin} for what takes no time
 * @param fault what is done
 */
public record ScheduledFault(int id, long begin, long end, Fault fault) {

    /** By begin, then by id: the order of a schedule. */
    public static final Comparator<ScheduledFault> ORDER =
            Comparator.comparingLong(ScheduledFault::begin).thenComparingInt(ScheduledFault::id);

    /** Checks that it does not end before it begins. */
    public ScheduledFault {
        Objects.requireNonNull(fault, "fault");
        if (id < 1) {
            throw new IllegalArgumentException("id must be positive, but is " + id);
        }
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException(
                    "fault " + id + " must satisfy 0 <= begin <= end, but has " + begin + ", " + end);
        }
    }
}
