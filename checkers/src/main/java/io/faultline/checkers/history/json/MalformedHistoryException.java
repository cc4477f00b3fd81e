package io.faultline.checkers.history.json;

/**
 * A file is not what it should be. The message is one sentence with file, line, what was found and what was expected;
 * nothing of the file was used.
 */
public final class MalformedHistoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedHistoryException(String file, long line, BadLine reason) {
        super(file + ", line " + line + ": " + reason.getMessage(), reason);
    }
}
