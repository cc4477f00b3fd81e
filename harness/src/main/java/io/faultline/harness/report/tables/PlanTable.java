package io.faultline.harness.report.tables;

import io.faultline.checkers.history.FaultEvent;
import io.faultline.harness.report.page.Entry;
import io.faultline.harness.report.page.EventRef;
import io.faultline.harness.report.page.Plan;
import io.faultline.harness.report.page.Plan.ClassRow;
import io.faultline.harness.report.page.Plan.FaultRow;
import io.faultline.harness.report.picture.FaultBand;
import io.faultline.harness.report.words.Times;
import io.faultline.harness.report.words.TreeText;
import io.faultline.nemesis.fault.Fault;
import io.faultline.nemesis.fault.FaultClass;
import io.faultline.nemesis.fault.FaultKind;
import io.faultline.nemesis.fault.Resolved;
import io.faultline.nemesis.json.FaultJson;
import io.faultline.nemesis.schedule.Phases;
import io.faultline.nemesis.schedule.Schedule;
import io.faultline.nemesis.schedule.ScheduledFault;
import io.faultline.nemesis.schedule.SwarmDraw;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.ObjectMapper;

/** What the schedule planned, beside what the nemesis made of it. */
public final class PlanTable {
    static final int FAULTS_MAX = 400;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Schedule schedule;
    private final List<FaultBand> bands;
    private final EventRows rows;

    private PlanTable(Schedule schedule, List<FaultBand> bands, EventRows rows) {
        this.schedule = schedule;
        this.bands = bands;
        this.rows = rows;
    }

    /** The schedule with what came of each of its faults. */
    public static Plan of(Schedule schedule, List<FaultBand> bands, EventRows rows) {
        return new PlanTable(schedule, bands, rows).plan();
    }

    private Plan plan() {
        List<FaultRow> faults = faultRows();
        List<FaultRow> shown = faults.subList(0, Math.min(FAULTS_MAX, faults.size()));
        String caps = shown.size() == faults.size()
                ? ""
                : "The first " + shown.size() + " of " + faults.size() + " faults are shown; all are in schedule.json.";
        return new Plan(swarm(), classRows(), shown, caps);
    }

    private List<Entry> swarm() {
        SwarmDraw swarm = schedule.swarm();
        Phases phases = schedule.phases();
        return List.of(
                new Entry("rhythm", swarm.rhythm()),
                new Entry("drawn from seed", Long.toString(swarm.seed())),
                new Entry("safety until", Times.span(phases.safetyEnd())),
                new Entry("recovery until", Times.span(phases.recoveryEnd())),
                new Entry("end", Times.span(phases.end())),
                new Entry("faults planned", Integer.toString(schedule.faults().size())),
                new Entry("faults begun", Integer.toString(bands.size())));
    }

    /** The classes the swarm knew, then any other that faults belong to. */
    private List<ClassRow> classRows() {
        Map<String, SwarmDraw.ClassDraw> draws = new LinkedHashMap<>();
        schedule.swarm().classes().forEach(draw -> draws.put(draw.faultClass().kebab(), draw));
        Set<String> names = new LinkedHashSet<>(draws.keySet());
        schedule.faults().forEach(fault -> names.add(family(fault.fault())));
        bands.forEach(band -> names.add(band.family()));
        return names.stream().map(name -> classRow(name, draws.get(name))).toList();
    }

    private ClassRow classRow(String name, SwarmDraw.ClassDraw draw) {
        List<FaultBand> begun =
                bands.stream().filter(band -> band.family().equals(name)).toList();
        long planned = schedule.faults().stream()
                .filter(fault -> family(fault.fault()).equals(name))
                .count();
        return new ClassRow(
                name,
                description(name),
                draw == null || draw.on(),
                draw == null || !draw.on() ? "" : Times.span(draw.meanIntervalNanos()),
                (int) planned,
                begun.size(),
                (int) begun.stream().filter(FaultBand::noEffect).count());
    }

    private static String description(String name) {
        for (FaultClass known : FaultClass.values()) {
            if (known.kebab().equals(name)) {
                return known.description();
            }
        }
        return "";
    }

    private static String family(Fault fault) {
        FaultKind kind = fault instanceof Resolved resolved ? resolved.of() : fault.kind();
        return kind == FaultKind.RESOLVED ? "other" : kind.faultClass().kebab();
    }

    private List<FaultRow> faultRows() {
        Map<Integer, List<FaultBand>> byId = new LinkedHashMap<>();
        bands.forEach(band ->
                byId.computeIfAbsent(band.begin().id(), id -> new ArrayList<>()).add(band));
        List<FaultRow> table = new ArrayList<>();
        for (ScheduledFault planned : schedule.faults()) {
            String when = Times.moment(planned.begin()) + " – " + Times.moment(planned.end());
            List<FaultBand> played = byId.remove(planned.id());
            if (played == null) {
                table.add(neverBegun(planned, when));
            } else {
                played.forEach(band -> table.add(row(band, when)));
            }
        }
        byId.values().forEach(played -> played.forEach(band -> table.add(row(band, "not in the schedule"))));
        return table;
    }

    private static FaultRow neverBegun(ScheduledFault planned, String when) {
        Map<?, ?> tree = MAPPER.readValue(FaultJson.write(planned.fault()), LinkedHashMap.class);
        Map<String, Object> named = new LinkedHashMap<>();
        tree.forEach((name, value) -> named.put(String.valueOf(name), value));
        return new FaultRow(
                Integer.toString(planned.id()),
                planned.fault().kind().kebab(),
                when,
                null,
                "",
                null,
                "",
                TreeText.entries(named, "kind"),
                "",
                "never began");
    }

    private FaultRow row(FaultBand band, String when) {
        Map<String, Object> fault = band.begin().fault();
        FaultEvent end = band.end();
        EventRef ended = end == null ? null : rows.ref(end.index());
        return new FaultRow(
                Integer.toString(band.begin().id()),
                band.kind(),
                when,
                rows.ref(band.begin().index()),
                Times.moment(band.from()),
                ended,
                end == null ? "never healed" : Times.moment(band.to()),
                TreeText.entries(fault, "kind", "resolved", "readback", "effective"),
                fault.containsKey("resolved") ? TreeText.of(fault.get("resolved")) : "",
                effect(band));
    }

    private static String effect(FaultBand band) {
        Object effective = band.end() == null
                ? band.begin().fault().get("effective")
                : band.end().fault().get("effective");
        Object readback = band.end() == null ? null : band.end().fault().get("readback");
        String word = band.noEffect() ? "no effect" : Boolean.TRUE.equals(effective) ? "took hold" : "";
        return readback instanceof String text && !text.isEmpty() ? word + " (" + TreeText.of(text) + ")" : word;
    }
}
