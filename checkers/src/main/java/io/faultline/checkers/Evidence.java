package io.faultline.checkers;

import java.util.List;
import java.util.Objects;

/**
 * One reason for a verdict.
 *
 * @param why a sentence that names nodes, terms and event numbers
 * @param events indexes of the few events that contradict each other, in order
 */
public record Evidence(String why, List<Long> events) {

    public Evidence {
        Objects.requireNonNull(why, "why");
        events = List.copyOf(events);
    }
}
