package io.faultline.harness.store;

/**
 * A trial's folder is not what it should be. The message is one sentence or two: file, line where there is one, what was
 * found, what was expected, what to do. Nothing of the folder was used.
 */
public final class MalformedTrialException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A problem with a whole file or folder. */
    MalformedTrialException(Object file, String problem) {
        super(file + ": " + problem);
    }

    /** A problem in a line, counted from 1. */
    MalformedTrialException(Object file, int line, String problem) {
        super(file + ", line " + line + ": " + problem);
    }
}
