package io.faultline.harness.trial;

import io.faultline.checkers.history.FaultPhase;
import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.checkers.history.PlainTree;
import io.faultline.nemesis.fault.Fault;
import io.faultline.nemesis.fault.Injection;
import io.faultline.nemesis.play.FaultLog;
import io.faultline.nemesis.play.Outcome;
import io.faultline.nemesis.play.Timeline;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes what the nemesis, or a script in its place, does into the history: what was meant before it acts, what came of
 * it when it ends.
 */
public final class RecordingFaultLog implements FaultLog {
    private final HistoryRecorder recorder;
    private final Timeline timeline;
    private final Map<Integer, Outcome> begun = new HashMap<>();

    /** A log of a cluster that runs on this timeline and is recorded there. */
    public RecordingFaultLog(HistoryRecorder recorder, Timeline timeline) {
        this.recorder = recorder;
        this.timeline = timeline;
    }

    @Override
    public void beginning(int id, Fault fault, Injection resolved) {
        recorder.fault(timeline.now(), FaultPhase.BEGIN, id, PlainTree.lazily(() -> tree(fault, resolved)));
    }

    private static Map<String, Object> tree(Fault fault, Injection resolved) {
        Map<String, Object> tree = new LinkedHashMap<>(FaultTree.of(fault));
        tree.put("resolved", FaultTree.of(resolved));
        return tree;
    }

    @Override
    public void began(int id, Fault fault, Injection resolved, Outcome outcome) {
        begun.put(id, outcome);
    }

    @Override
    public void ended(int id, Fault fault, Injection resolved, Outcome outcome) {
        Outcome atBegin = begun.remove(id);
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("kind", fault.kind().kebab());
        tree.put("effective", atBegin != null && atBegin.effective());
        tree.put("readback", atBegin == null ? "" : atBegin.readBack());
        if (!outcome.effective()) {
            tree.put("effective", false);
            tree.put("readback", outcome.readBack());
        }
        if (resolved instanceof Injection.MembersChanged) {
            tree.put("undone", outcome.readBack());
        }
        recorder.fault(timeline.now(), FaultPhase.END, id, tree);
    }

    @Override
    public void phase(String name) {
        recorder.phase(timeline.now(), name);
    }
}
