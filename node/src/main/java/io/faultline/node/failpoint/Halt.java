package io.faultline.node.failpoint;

/** Why a failpoint ends the process; how it does that, and with which exit code, is up to the process. */
public enum Halt {
    /** A crash point was passed, or the instant to halt at has come. */
    CRASH,
    /** A record of the write-ahead log was torn or corrupted. */
    LOG_SPOILED
}
