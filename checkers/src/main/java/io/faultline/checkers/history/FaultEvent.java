package io.faultline.checkers.history;

import java.util.Map;
import java.util.Objects;

/**
 * A fault began or was healed.
 *
 * @param id number of the fault within its schedule; its begin and end share it
 * @param fault the fault as a plain tree; may carry what its targets meant ({@code resolved}), what was read back after
 *     acting ({@code readback}), and whether it took hold at all ({@code effective}, a boolean)
 */
public record FaultEvent(long index, long time, FaultPhase phase, int id, Map<String, Object> fault) implements Event {

    public FaultEvent {
        Objects.requireNonNull(phase, "phase");
        fault = PlainTree.ofMap(fault);
    }
}
