package io.faultline.checkers.transactions.log;

/** What a step of a transaction does to its key. */
public enum StepKind {
    /** Reads it: {@code ["r", key, value]}. */
    READ("r"),
    /** Replaces it: {@code ["w", key, value]}. */
    WRITE("w"),
    /** Appends to it: {@code ["append", key, element]}. */
    APPEND("append");

    private final String word;

    StepKind(String word) {
        this.word = word;
    }

    /** The word for this in a history. */
    public String word() {
        return word;
    }

    /** The kind with this word, null when there is none. */
    static StepKind of(Object word) {
        if (word instanceof String text) {
            switch (text) {
                case "r", "read" -> {
                    return READ;
                }
                case "w", "write" -> {
                    return WRITE;
                }
                case "append" -> {
                    return APPEND;
                }
                default -> {
                    return null;
                }
            }
        }
        return null;
    }
}
