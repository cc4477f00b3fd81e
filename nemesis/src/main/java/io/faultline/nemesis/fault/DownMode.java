package io.faultline.nemesis.fault;

/** How nodes go down. */
public enum DownMode {
    /** SIGKILL: the process is gone at once. */
    KILL,
    /** Asked to stop, and given the time. */
    STOP,
    /** Gone at once, and with it every byte not yet synced. */
    POWER_CUT,
    /** A power cut that leaves the last record half written. */
    TORN_RECORD,
    /** Killed, and one stored record damaged. */
    CORRUPT_RECORD
}
