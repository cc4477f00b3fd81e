package io.faultline.harness.report.page;

import java.util.List;

/**
 * The events themselves.
 *
 * @param caps a sentence that says how many of how many are shown
 */
public record EventList(List<Stretch> stretches, String caps) {

    /**
     * Events without a gap between them.
     *
     * @param omittedBefore how many events are left out before the first of them
     */
    public record Stretch(long omittedBefore, List<EventRow> rows) {}
}
