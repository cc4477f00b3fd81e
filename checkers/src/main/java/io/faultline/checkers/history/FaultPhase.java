package io.faultline.checkers.history;

import java.util.Optional;

/** Whether a fault line tells of the fault's beginning or of its healing. */
public enum FaultPhase {
    BEGIN("begin"),
    END("end");

    private final String word;

    FaultPhase(String word) {
        this.word = word;
    }

    /** The word for this phase in a history file. */
    public String word() {
        return word;
    }

    /** The phase a history file calls {@code word}; empty when there is none. */
    public static Optional<FaultPhase> of(String word) {
        for (FaultPhase phase : values()) {
            if (phase.word.equals(word)) {
                return Optional.of(phase);
            }
        }
        return Optional.empty();
    }
}
