package io.faultline.nemesis.play;

/**
 * What came of beginning or ending a fault.
 *
 * @param effective whether it took effect; a fault that never did makes a verdict unknown
 * @param readBack what the ground says of its state afterwards, for the record
 */
public record Outcome(boolean effective, String readBack) {}
