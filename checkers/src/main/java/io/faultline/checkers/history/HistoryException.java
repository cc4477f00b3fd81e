package io.faultline.checkers.history;

/** Events do not make a history: an index is missing, or time goes back. The message is one sentence saying where. */
public final class HistoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public HistoryException(String message) {
        super(message);
    }
}
