package io.faultline.checkers.history;

import java.util.Objects;

/** The trial enters a phase: {@code safety}, {@code recovery}, {@code final}, {@code final-reads}, and {@code end} as the very last event. */
public record PhaseEvent(long index, long time, String phase) implements Event {

    /** The phase that closes a complete history. */
    public static final String END = "end";

    /** The phase in which clients look at everything once more. */
    public static final String FINAL_READS = "final-reads";

    /** The phase before the final reads where the clients were a script's, which may have sent them where nobody could serve them. */
    public static final String SCRIPTED = "scripted-clients";

    public PhaseEvent {
        Objects.requireNonNull(phase, "phase");
    }
}
