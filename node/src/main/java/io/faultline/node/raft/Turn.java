package io.faultline.node.raft;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Collects the effects of one step; lists are made only when something goes into them. */
final class Turn {
    /** A leader's messages to four others find room. */
    private static final int ROOM = 4;

    final long now;
    /** The only thing reported so far, as in most turns; when there is more it is in the report. */
    private NodeEvent reported;

    private Report report;
    private List<Envelope> early = List.of();
    private List<DiskWrite> writes = List.of();
    private List<Envelope> messages = List.of();
    private List<StartAnswer> started = List.of();
    private List<Answer> answers = List.of();

    Turn(long now) {
        this.now = now;
    }

    void sendEarly(NodeId to, Message message) {
        early = with(early, new Envelope(to, message));
    }

    void send(NodeId to, Message message) {
        messages = with(messages, new Envelope(to, message));
    }

    /** Whether the log as it is now is on disk only after this turn. */
    boolean changesLog() {
        return !writes.isEmpty();
    }

    void write(DiskWrite write) {
        writes = with(writes, write);
    }

    void answer(StartAnswer answer) {
        started = with(started, answer);
    }

    void answer(Answer answer) {
        answers = with(answers, answer);
    }

    void report(long term, Role role, Fact fact) {
        NodeEvent event = new NodeEvent(now, term, role, fact);
        if (reported == null) {
            reported = event;
            return;
        }
        if (report == null) {
            report = new Report();
            report.add(reported);
        }
        report.add(event);
    }

    /**
     * Ends the turn.
     *
     * @param plan how a changed term or vote reaches the disk: before the log, which may hold entries of that term
     * @param logFirst whether changes of the log are durable before anything is said
     */
    Effects finish(PersistPlan plan, boolean logFirst, boolean applies, long deadline) {
        return new Effects(
                seal(early),
                joined(plan.first(), logFirst ? writes : List.of()),
                events(),
                seal(messages),
                seal(started),
                seal(answers),
                joined(plan.late(), logFirst ? List.of() : writes),
                applies,
                deadline);
    }

    private List<NodeEvent> events() {
        if (report != null) {
            return report.finish();
        }
        return reported == null ? List.of() : List.of(reported);
    }

    private static List<DiskWrite> joined(List<HardState> states, List<DiskWrite> writes) {
        if (states.isEmpty()) {
            return seal(writes);
        }
        List<DiskWrite> all = new ArrayList<>(states.size() + writes.size());
        for (HardState state : states) {
            all.add(new DiskWrite.State(state));
        }
        all.addAll(writes);
        return Collections.unmodifiableList(all);
    }

    /** The first element makes an immutable list of one (the common case), the second a growing one. */
    static <T> List<T> with(List<T> list, T element) {
        if (list.isEmpty()) {
            return List.of(element);
        }
        if (list instanceof ArrayList<T>) {
            list.add(element);
            return list;
        }
        List<T> grown = new ArrayList<>(ROOM);
        grown.add(list.get(0));
        grown.add(element);
        return grown;
    }

    private static <T> List<T> seal(List<T> list) {
        return list.size() < 2 ? list : Collections.unmodifiableList(list);
    }
}
