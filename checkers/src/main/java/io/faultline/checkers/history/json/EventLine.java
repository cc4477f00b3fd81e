package io.faultline.checkers.history.json;

import io.faultline.checkers.history.Condition;
import io.faultline.checkers.history.ConditionEvent;
import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.FaultEvent;
import io.faultline.checkers.history.FaultPhase;
import io.faultline.checkers.history.OperationEvent;
import io.faultline.checkers.history.OperationType;
import io.faultline.checkers.history.PhaseEvent;

/** One line of a history file to one event. */
final class EventLine {
    private static final String TYPES = "one of invoke, ok, fail, info, node, fault, condition, phase";

    private EventLine() {}

    /** The event on this line, which must be number {@code index} and not before {@code earliest}. */
    static Event parse(String line, long index, long earliest) throws BadLine {
        Fields fields = Fields.of(line);
        long found = fields.number("index", 0);
        if (found != index) {
            throw new BadLine("event " + found, "event " + index);
        }
        long time = fields.number("time", 0);
        if (time < earliest) {
            throw new BadLine("the time " + time, "at least " + earliest + ", the time of the event before");
        }
        try {
            Event event = event(fields, index, time);
            fields.end();
            return event;
        } catch (IllegalArgumentException error) {
            throw new BadLine("an event that cannot be (" + error.getMessage() + ")", "one that can");
        }
    }

    private static Event event(Fields fields, long index, long time) throws BadLine {
        String type = fields.text("type");
        return switch (type) {
            case "node" -> NodeLine.of(fields).at(index, time);
            case "fault" ->
                new FaultEvent(index, time, phase(fields), fields.smallNumber("id", 0), fields.object("fault"));
            case "condition" -> new ConditionEvent(index, time, condition(fields));
            case "phase" -> new PhaseEvent(index, time, fields.text("phase"));
            default -> operation(fields, index, time, type);
        };
    }

    private static Event operation(Fields fields, long index, long time, String word) throws BadLine {
        OperationType type = OperationType.of(word).orElseThrow(() -> Fields.wrong("type", word, TYPES));
        return new OperationEvent(
                index,
                time,
                type,
                fields.number("process", 0),
                fields.text("f"),
                fields.treeOrNull("key"),
                fields.treeOrNull("value"));
    }

    private static FaultPhase phase(Fields fields) throws BadLine {
        String word = fields.text("phase");
        return FaultPhase.of(word).orElseThrow(() -> Fields.wrong("phase", word, "begin or end"));
    }

    private static Condition condition(Fields fields) throws BadLine {
        return new Condition(
                fields.texts("down"),
                fields.texts("paused"),
                fields.links("cut"),
                fields.links("degraded"),
                fields.texts("impaired"));
    }
}
