package io.faultline.checkers.history.jepsen;

import io.faultline.checkers.history.FaultPhase;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.checkers.history.OperationType;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a file tells becomes the events of a history, and must make sense together: an end has its beginning, an index is
 * greater than the one before.
 *
 * <p>The order is that of the file. Where a time is missing, each event is one nanosecond after the one before; where a time
 * goes back, it counts as the time before.
 */
final class EventMaker {
    private static final String TUPLE = "[key value], as independent keys are told";

    private final HistoryRecorder recorder = new HistoryRecorder();
    private final boolean independent;
    private final Map<Long, Begun> open = new HashMap<>();
    private final Map<String, Integer> acting = new HashMap<>();
    private long time = -1;
    private long lastIndex = -1;
    private int acts;

    EventMaker(boolean independent) {
        this.independent = independent;
    }

    /** What a process has under way. */
    private record Begun(String f, Object key, long line) {}

    /** What is told next, beginning on that line. */
    void add(Told told, long line) throws BadForm {
        if (told.index() != Told.UNTOLD && told.index() <= lastIndex) {
            throw new BadForm("the :index " + told.index(), "more than " + lastIndex + ", the one before");
        }
        lastIndex = Math.max(lastIndex, told.index());
        time = told.time() == Told.UNTOLD ? time + 1 : Math.max(Math.max(0, time), told.time());
        try {
            if (told.process() == null) {
                act(told);
            } else if (told.type() == OperationType.INVOKE) {
                begin(told, line);
            } else {
                end(told);
            }
        } catch (IllegalArgumentException error) {
            throw new BadForm("an operation that cannot be (" + error.getMessage() + ")", "one that can");
        }
    }

    private void begin(Told told, long line) throws BadForm {
        Begun before = open.get(told.process());
        if (before != null) {
            throw new BadForm(
                    "an :invoke of process " + told.process(),
                    "the end of its " + BadForm.shortened(before.f()) + " of line " + before.line() + " first");
        }
        Object key = told.key();
        Object value = told.value();
        if (isTupled(told)) {
            List<?> tuple = tuple(told);
            key = tuple.get(0);
            value = tuple.get(1);
        }
        open.put(told.process(), new Begun(told.f(), key, line));
        recorder.operation(time, told.type(), told.process(), told.f(), key, value);
    }

    private void end(Told told) throws BadForm {
        Begun begun = open.remove(told.process());
        String what =
                "the :" + told.type().word() + " of a " + BadForm.shortened(told.f()) + " by process " + told.process();
        if (begun == null) {
            throw new BadForm(what + ", which has nothing under way", "its :invoke before");
        }
        if (!begun.f().equals(told.f())) {
            throw new BadForm(what, "the end of its " + BadForm.shortened(begun.f()) + " of line " + begun.line());
        }
        recorder.operation(time, told.type(), told.process(), told.f(), begun.key(), ended(told, begun));
    }

    /** The value of an end; an operation that did not succeed may tell anything, such as why. */
    private Object ended(Told told, Begun begun) throws BadForm {
        Object key = told.key();
        Object value = told.value();
        if (isTupled(told) && (told.type() == OperationType.OK || isTuple(value))) {
            List<?> tuple = tuple(told);
            boolean same =
                    tuple.get(0) == null ? begun.key() == null : tuple.get(0).equals(begun.key());
            if (!same && told.type() != OperationType.OK) {
                return value;
            }
            key = tuple.get(0);
            value = tuple.get(1);
        }
        if (key != null && !key.equals(begun.key())) {
            throw new BadForm(
                    "the key " + BadForm.quote(key),
                    BadForm.quote(begun.key()) + ", with which it began in line " + begun.line());
        }
        return value;
    }

    private boolean isTupled(Told told) {
        return independent && told.key() == null && !isTransaction(told.f(), told.value());
    }

    /** A transaction of steps, which is on no one key. */
    static boolean isTransaction(String f, Object value) {
        boolean steps =
                value == null || value instanceof List<?> list && list.stream().allMatch(List.class::isInstance);
        return steps && f.equals("txn");
    }

    private static boolean isTuple(Object value) {
        return value instanceof List<?> list && list.size() == 2;
    }

    private static List<?> tuple(Told told) throws BadForm {
        if (!isTuple(told.value())) {
            throw new BadForm(BadForm.quote(told.value()) + " in :value", TUPLE);
        }
        return (List<?>) told.value();
    }

    /** What the nemesis did lasts from the line that says that it begins to the line that says that it is done. */
    private void act(Told told) {
        String act = told.who() + "\n" + told.f();
        Integer begun = acting.remove(act);
        int id = begun == null ? ++acts : begun;
        if (begun == null) {
            acting.put(act, id);
        }
        Map<String, Object> fault = new LinkedHashMap<>();
        fault.put("kind", JepsenHistory.NEMESIS);
        fault.put("process", told.who());
        fault.put("type", told.type().word());
        fault.put("f", told.f());
        fault.put("value", told.value());
        recorder.fault(time, begun == null ? FaultPhase.BEGIN : FaultPhase.END, id, fault);
    }

    History finish() {
        return recorder.finish();
    }
}
