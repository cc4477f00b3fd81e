package io.faultline.node.raft;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Collects the effects of one step after another.
 *
 * <p>A node has one, for most steps say little and a new one for each would be more than what they say. The lists that go out
 * are their own, immutable, and of the two kinds that {@link List#of} makes: whoever walks along them is then quick about it.
 */
final class Turn {
    /** The instant of the step under way. */
    long now;

    private final Report report = new Report();
    private final List<Envelope> early = new ArrayList<>();
    private final List<DiskWrite> writes = new ArrayList<>();
    private final List<Envelope> messages = new ArrayList<>();
    private final List<StartAnswer> started = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();

    /** Begins anew, with nothing collected. */
    void begin(long instant) {
        now = instant;
        report.clear();
        clear(early);
        clear(writes);
        clear(messages);
        clear(started);
        clear(answers);
    }

    /** Most are empty in most turns, and need not be written to. */
    static void clear(List<?> collected) {
        if (!collected.isEmpty()) {
            collected.clear();
        }
    }

    void sendEarly(NodeId to, Message message) {
        early.add(new Envelope(to, message));
    }

    void send(NodeId to, Message message) {
        messages.add(new Envelope(to, message));
    }

    /** Whether the log as it is now is on disk only after this turn. */
    boolean changesLog() {
        return !writes.isEmpty();
    }

    void write(DiskWrite write) {
        writes.add(write);
    }

    void answer(StartAnswer answer) {
        started.add(answer);
    }

    void answer(Answer answer) {
        answers.add(answer);
    }

    void report(long term, Role role, Fact fact) {
        report.add(new NodeEvent(now, term, role, fact));
    }

    /**
     * Ends the turn.
     *
     * @param plan how a changed term or vote reaches the disk: before the log, which may hold entries of that term
     * @param logFirst whether changes of the log are durable before anything is said
     */
    Effects finish(PersistPlan plan, boolean logFirst, boolean applies, long deadline) {
        return new Effects(
                sealed(early),
                joined(plan.first(), logFirst ? writes : List.of()),
                report.finish(),
                sealed(messages),
                sealed(started),
                sealed(answers),
                joined(plan.late(), logFirst ? List.of() : writes),
                applies,
                deadline);
    }

    private static List<DiskWrite> joined(List<HardState> states, List<DiskWrite> writes) {
        if (states.isEmpty()) {
            return sealed(writes);
        }
        List<DiskWrite> all = new ArrayList<>(states.size() + writes.size());
        for (HardState state : states) {
            all.add(new DiskWrite.State(state));
        }
        all.addAll(writes);
        return Collections.unmodifiableList(all);
    }

    /** What was collected, in an immutable list of its own. */
    static <T> List<T> sealed(List<T> collected) {
        return switch (collected.size()) {
            case 0 -> List.of();
            case 1 -> List.of(collected.get(0));
            case 2 -> List.of(collected.get(0), collected.get(1));
            default -> List.copyOf(collected);
        };
    }
}
