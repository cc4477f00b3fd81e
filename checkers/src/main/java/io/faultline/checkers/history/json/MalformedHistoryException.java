package io.faultline.checkers.history.json;

/**
 * A file is not what it should be. The message is one sentence with file, line, what was found and what was expected;
 * nothing of the file was used.
 */
public final class MalformedHistoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A file that is not what it should be, there.
     *
     * @param place where in the file: {@code "line 3"}
     * @param found what stands there
     * @param expected what should
     */
    public MalformedHistoryException(String file, String place, String found, String expected) {
        super(file + ", " + place + ": found " + found + ", expected " + expected);
    }

    MalformedHistoryException(String file, long line, BadLine reason) {
        super(file + ", line " + line + ": " + reason.getMessage(), reason);
    }
}
