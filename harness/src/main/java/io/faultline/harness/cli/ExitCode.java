package io.faultline.harness.cli;

import io.faultline.checkers.Validity;

/** What the process tells its caller. */
enum ExitCode {
    VALID(0, "every trial was judged and kept its promises"),
    INVALID(1, "a promise was broken"),
    UNKNOWN(2, "none was broken, but something could not be judged"),
    INTERRUPTED(130, "stopped by Ctrl-C; what had happened until then is in the trial's folder"),
    BAD_ARGUMENTS(254, "an option, or a file it names, is not what it should be"),
    HARNESS_FAILED(255, "Faultline itself failed: neither a violation nor a pass");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    int code() {
        return code;
    }

    String meaning() {
        return meaning;
    }

    static ExitCode of(Validity validity) {
        return switch (validity) {
            case VALID -> VALID;
            case INVALID -> INVALID;
            case UNKNOWN -> UNKNOWN;
        };
    }
}
