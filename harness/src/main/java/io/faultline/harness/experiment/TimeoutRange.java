package io.faultline.harness.experiment;

/**
 * The interval from which election timeouts are drawn; one line of a graph.
 *
 * @param minMillis least timeout
 * @param maxMillis bound of the timeout
 */
public record TimeoutRange(int minMillis, int maxMillis) {
    @Override
    public String toString() {
        return minMillis + "–" + maxMillis + " ms";
    }
}
