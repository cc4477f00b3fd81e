package io.faultline.harness.report.picture;

import io.faultline.checkers.history.Condition;
import io.faultline.checkers.history.ConditionEvent;
import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.PhaseEvent;
import io.faultline.harness.report.words.ConditionText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads out of a history what was the case from when until when: conditions and phases. */
public final class SpanReader {

    private SpanReader() {}

    /** For each aspect of the condition that was ever amiss, when it was and how; in the order a page shows them. */
    public static Map<String, List<Span>> conditions(History history, ConditionText words) {
        Map<String, Function<Condition, String>> aspects = new LinkedHashMap<>();
        aspects.put("cut", condition -> words.cut(condition.cut()));
        aspects.put("down", condition -> String.join(" ", condition.down()));
        aspects.put("paused", condition -> String.join(" ", condition.paused()));
        aspects.put("degraded", condition -> words.links(condition.degraded()));
        aspects.put("impaired", condition -> String.join(" ", condition.impaired()));
        Map<String, List<Span>> found = new LinkedHashMap<>();
        aspects.forEach((name, aspect) -> {
            List<Span> spans = spans(history, aspect);
            if (!spans.isEmpty()) {
                found.put(name, spans);
            }
        });
        return found;
    }

    private static List<Span> spans(History history, Function<Condition, String> aspect) {
        List<Span> spans = new ArrayList<>();
        Condition seen = Condition.CALM;
        Span current = new Span(0, 0, "", 0);
        for (Event event : history.events()) {
            if (event instanceof ConditionEvent change && !change.condition().equals(seen)) {
                seen = change.condition();
                String text = aspect.apply(seen);
                if (!text.equals(current.text())) {
                    close(spans, current, change.time());
                    current = new Span(change.time(), 0, text, change.index());
                }
            }
        }
        close(spans, current, history.end());
        return spans;
    }

    private static void close(List<Span> spans, Span current, long time) {
        if (!current.text().isEmpty() && time > current.from()) {
            spans.add(new Span(current.from(), time, current.text(), current.event()));
        }
    }

    /** The phases of the trial; the one named {@code end} closes the last and is none itself. */
    public static List<Span> phases(History history) {
        List<Span> spans = new ArrayList<>();
        PhaseEvent current = null;
        for (Event event : history.events()) {
            if (event instanceof PhaseEvent phase) {
                if (current != null) {
                    spans.add(new Span(current.time(), phase.time(), current.phase(), current.index()));
                }
                current = phase.phase().equals(PhaseEvent.END) ? null : phase;
            }
        }
        if (current != null) {
            spans.add(new Span(current.time(), history.end(), current.phase(), current.index()));
        }
        return spans;
    }
}
