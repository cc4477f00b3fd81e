package io.faultline.node.failpoint;

/** Why a failpoint ends the process, and with which exit code; how it does that is up to the process. */
public enum Halt {
    /** A crash point was passed, or the instant to halt at has come. */
    CRASH(5),
    /** A record of the write-ahead log was torn or corrupted. */
    LOG_SPOILED(6);

    private final int exitCode;

    Halt(int exitCode) {
        this.exitCode = exitCode;
    }

    /** The exit code, which is that of no other ending. */
    public int exitCode() {
        return exitCode;
    }
}
