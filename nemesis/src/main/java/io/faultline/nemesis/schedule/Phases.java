package io.faultline.nemesis.schedule;

/**
 * When the three phases of a trial end, in nanoseconds since it began.
 *
 * <p>Safety: faults come and go. Recovery: everything is healed, the cluster finds itself again.
 * Final: last reads, then the trial is over.
 *
 * @param safetyEnd when everything is healed; recovery begins
 * @param recoveryEnd when the final reads begin
 * @param end when the trial ends
 */
public record Phases(long safetyEnd, long recoveryEnd, long end) {

    /** Checks that the phases follow each other. */
    public Phases {
        if (safetyEnd <= 0 || recoveryEnd < safetyEnd || end < recoveryEnd) {
            throw new IllegalArgumentException("phases must satisfy 0 < safetyEnd <= recoveryEnd <= end, but are "
                    + safetyEnd + ", " + recoveryEnd + ", " + end);
        }
    }
}
