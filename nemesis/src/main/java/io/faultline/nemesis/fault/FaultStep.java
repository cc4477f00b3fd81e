package io.faultline.nemesis.fault;

/**
 * A part of a fault that is begun and ended as one.
 *
 * @param begin nanoseconds since the trial began
 * @param end nanoseconds since the trial began, not before {@code begin}
 * @param fault what is done in between
 */
public record FaultStep(long begin, long end, Fault fault) {}
