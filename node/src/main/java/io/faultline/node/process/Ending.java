package io.faultline.node.process;

import io.faultline.node.failpoint.Halt;

/** How a node process ends. */
enum Ending {
    /** It was asked to stop and did. */
    STOPPED(0, "stopped in good order"),
    /** Something that should not happen, such as standard output that takes no more events. */
    BROKEN(1, "an unexpected failure, or standard output takes no more events"),
    BAD_CONFIG(2, "the environment variables are missing or wrong"),
    STORAGE_FAILED(3, "the disk failed, or the write-ahead log is damaged"),
    IN_USE(4, "a port or the data directory is in use, or can't be had"),
    CRASHED(Halt.CRASH.exitCode(), "a failpoint ended it: a crash point, or an instant to halt at"),
    LOG_SPOILED(Halt.LOG_SPOILED.exitCode(), "a failpoint ended it after it had torn or corrupted a record");

    private final int code;
    private final String meaning;

    Ending(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** The exit code. */
    int code() {
        return code;
    }

    String meaning() {
        return meaning;
    }
}
