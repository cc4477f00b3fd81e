package io.faultline.node.raft;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Collects the effects of one step; lists are made only when something goes into them. */
final class Turn {
    final long now;
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
        if (report == null) {
            report = new Report(now);
        }
        report.add(term, role, fact);
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
                report == null ? List.of() : report.finish(),
                seal(messages),
                seal(started),
                seal(answers),
                joined(plan.late(), logFirst ? List.of() : writes),
                applies,
                deadline);
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
        List<T> grown = list instanceof ArrayList<T> already ? already : new ArrayList<>(list);
        grown.add(element);
        return grown;
    }

    private static <T> List<T> seal(List<T> list) {
        return list.size() < 2 ? list : Collections.unmodifiableList(list);
    }
}
