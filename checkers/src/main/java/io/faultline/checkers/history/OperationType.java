package io.faultline.checkers.history;

import java.util.Optional;

/** What a line about a client operation says: it began, or how it ended. */
public enum OperationType {
    /** The client sent the operation. */
    INVOKE("invoke"),
    /** It took effect, and the client knows the result. */
    OK("ok"),
    /** It certainly had no effect. */
    FAIL("fail"),
    /** Nobody knows whether it took effect, now or later. */
    INFO("info");

    private final String word;

    OperationType(String word) {
        this.word = word;
    }

    /** The word for this type in a history file. */
    public String word() {
        return word;
    }

    /** The type a history file calls {@code word}; empty when there is none. */
    public static Optional<OperationType> of(String word) {
        for (OperationType type : values()) {
            if (type.word.equals(word)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
