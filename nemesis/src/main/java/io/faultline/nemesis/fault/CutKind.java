package io.faultline.nemesis.fault;

/** How a cut link looks to the one who speaks into it. */
public enum CutKind {
    /** Bytes vanish; the speaker learns nothing until its own time-out. */
    BLACK_HOLE,
    /** Connections are closed and refused; the speaker learns at once. */
    REFUSED
}
