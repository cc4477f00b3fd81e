package io.faultline.node.raft;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Collects the effects of one step; lists are made only when something goes into them. */
final class Turn {
    final long now;
    private List<Envelope> early = List.of();
    private List<NodeEvent> events = List.of();
    private List<Envelope> messages = List.of();
    private List<StartAnswer> answers = List.of();

    Turn(long now) {
        this.now = now;
    }

    void sendEarly(NodeId to, Message message) {
        early = with(early, new Envelope(to, message));
    }

    void send(NodeId to, Message message) {
        messages = with(messages, new Envelope(to, message));
    }

    void answer(StartAnswer answer) {
        answers = with(answers, answer);
    }

    void report(long term, Role role, Fact fact) {
        events = with(events, new NodeEvent(now, term, role, fact));
    }

    Effects finish(PersistPlan plan, long deadline) {
        return new Effects(
                seal(early), plan.first(), seal(events), seal(messages), seal(answers), plan.late(), deadline);
    }

    /** The first element makes an immutable list of one (the common case), the second a growing one. */
    private static <T> List<T> with(List<T> list, T element) {
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
