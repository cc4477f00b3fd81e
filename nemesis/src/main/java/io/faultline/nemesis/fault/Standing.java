package io.faultline.nemesis.fault;

/** What a node is in its cluster while a change of members is in force. */
public enum Standing {
    /** It gets the log, but has no vote. */
    LEARNER,
    /** It is no member; its process runs on, with its data. */
    REMOVED
}
