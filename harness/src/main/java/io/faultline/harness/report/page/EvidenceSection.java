package io.faultline.harness.report.page;

import java.util.List;

/** Everything one checker holds against the system, or against judging it. */
public record EvidenceSection(
        String id, String checker, State state, String summary, List<Reason> reasons, String omitted) {

    /**
     * One reason.
     *
     * @param text the same as a drawing in characters, lines with line feeds between; empty when there is none
     * @param picture the same as an SVG picture; empty when there is none
     * @param around the picture once more, with what is around it; empty when there is none
     * @param omitted a sentence when some of its events are not shown, else empty
     */
    public record Reason(
            List<Piece> why, String text, String picture, String around, List<EventRow> events, String omitted) {}
}
