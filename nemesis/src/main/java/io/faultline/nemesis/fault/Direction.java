package io.faultline.nemesis.fault;

/** Which of the two links between the chosen nodes and the others a fault touches. */
public enum Direction {
    /** Both: neither side hears the other. */
    BOTH,
    /** Only what the chosen nodes say: they are heard by nobody (mute), yet hear. */
    OUT,
    /** Only what the chosen nodes hear: they hear nobody (deaf), yet are heard. */
    IN
}
