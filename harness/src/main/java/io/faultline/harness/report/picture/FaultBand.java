package io.faultline.harness.report.picture;

import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.FaultEvent;
import io.faultline.checkers.history.FaultPhase;
import io.faultline.checkers.history.History;
import io.faultline.nemesis.fault.FaultKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One fault from its beginning to its healing, as the history tells it.
 *
 * @param family kebab-case name of its fault class; {@code other} for a kind that is not in the registry
 * @param end the event that healed it, or null when none did
 */
public record FaultBand(FaultEvent begin, FaultEvent end, long from, long to, String kind, String family) {

    /** Whether the record ends before the fault does. */
    public boolean open() {
        return end == null;
    }

    /** Whether it is known to have had no effect. */
    public boolean noEffect() {
        return Boolean.FALSE.equals(begin.fault().get("effective"))
                || end != null && Boolean.FALSE.equals(end.fault().get("effective"));
    }

    /** All faults that began, in order. A fault played in steps has one band for each. */
    public static List<FaultBand> read(History history) {
        List<FaultEvent> begins = new ArrayList<>();
        Map<Long, FaultEvent> ends = new HashMap<>();
        Map<Integer, Deque<FaultEvent>> running = new HashMap<>();
        for (Event event : history.events()) {
            if (event instanceof FaultEvent fault) {
                Deque<FaultEvent> ofThisId = running.computeIfAbsent(fault.id(), id -> new ArrayDeque<>());
                if (fault.phase() == FaultPhase.BEGIN) {
                    begins.add(fault);
                    ofThisId.add(fault);
                } else if (!ofThisId.isEmpty()) {
                    ends.put(ofThisId.remove().index(), fault);
                }
            }
        }
        return begins.stream()
                .map(begin -> of(begin, ends.get(begin.index()), history.end()))
                .toList();
    }

    private static FaultBand of(FaultEvent begin, FaultEvent end, long last) {
        String kind = String.valueOf(begin.fault().getOrDefault("kind", "fault"));
        long to = end == null ? last : end.time();
        return new FaultBand(begin, end, begin.time(), to, kind, family(kind, begin.fault()));
    }

    private static String family(String kind, Map<String, Object> fault) {
        String named = kind.equals(FaultKind.RESOLVED.kebab()) ? String.valueOf(fault.get("of")) : kind;
        for (FaultKind known : FaultKind.values()) {
            if (known.kebab().equals(named) && known != FaultKind.RESOLVED) {
                return known.faultClass().kebab();
            }
        }
        return "other";
    }
}
