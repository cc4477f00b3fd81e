package io.faultline.harness.report.tables;

import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.History;
import io.faultline.harness.report.page.EventRef;
import io.faultline.harness.report.page.EventRow;
import io.faultline.harness.report.words.ConditionText;
import io.faultline.harness.report.words.EventText;
import io.faultline.harness.report.words.Times;
import java.util.Set;

/** Makes references to events, and rows of them, that lead to where the page shows the event. */
public final class EventRows {
    private final History history;
    private final ConditionText words;
    private final Set<Long> drawn;
    private final Set<Long> listed;
    private final Set<Long> evidence;

    /**
     * Knows what the page shows.
     *
     * @param drawn events with a place in the picture
     * @param listed events in the list of events
     * @param evidence events that verdicts rest on
     */
    public EventRows(History history, ConditionText words, Set<Long> drawn, Set<Long> listed, Set<Long> evidence) {
        this.history = history;
        this.words = words;
        this.drawn = drawn;
        this.listed = listed;
        this.evidence = evidence;
    }

    /** A number that leads to the event: into the picture if it is there, else into the list. */
    public EventRef ref(long index) {
        String href = drawn.contains(index) ? "#m" + index : listed.contains(index) ? "#e" + index : null;
        return new EventRef(index, history.event(index).time(), href);
    }

    /** The event as a row. */
    public EventRow row(long index) {
        Event event = history.event(index);
        EventText text = EventText.of(event, words);
        return new EventRow(
                ref(index),
                Times.moment(event.time()),
                text.subject(),
                text.kind(),
                text.details(),
                evidence.contains(index),
                listed.contains(index));
    }
}
