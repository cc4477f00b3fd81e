package io.faultline.harness.report.page;

import java.util.List;

/** What was planned and what came of it. */
public record Plan(List<Entry> swarm, List<ClassRow> classes, List<FaultRow> faults, String caps) {

    /** One fault class: what the swarm drew for it. */
    public record ClassRow(
            String name, String description, boolean on, String interval, int planned, int begun, int noEffect) {}

    /** One fault, as it was meant and as it was resolved. */
    public record FaultRow(
            String id,
            String kind,
            String planned,
            EventRef begin,
            String began,
            EventRef end,
            String ended,
            String meant,
            String resolved,
            String effect) {}
}
