package io.faultline.checkers.kit;

import io.faultline.checkers.history.Condition;
import io.faultline.checkers.history.FaultPhase;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.checkers.history.Link;
import io.faultline.checkers.history.LogFact;
import io.faultline.checkers.history.LogStart;
import io.faultline.checkers.history.LogTail;
import io.faultline.checkers.history.NodeFact;
import io.faultline.checkers.history.OperationType;
import io.faultline.checkers.history.Role;
import io.faultline.checkers.history.SnapshotPoint;
import io.faultline.checkers.history.Timing;
import java.util.List;
import java.util.Map;

/** Histories in which anything may stand next to anything, to try codecs with and to see that no checker crashes. */
public final class Histories {
    private static final List<String> NODES = List.of("n1", "n2", "n3", "n4", "n5");

    private Histories() {}

    /** A well-formed history of up to {@code atMost} events that make no sense together. */
    public static History nonsense(Draw draw, int atMost) {
        HistoryRecorder recorder = new HistoryRecorder();
        int size = draw.between(0, atMost);
        long time = 0;
        for (int i = 0; i < size; i++) {
            time += draw.onceIn(20) ? draw.between(0L, 5_000_000_000L) : draw.between(0L, 200_000_000L);
            event(draw, recorder, time);
        }
        return recorder.finish();
    }

    private static void event(Draw draw, HistoryRecorder recorder, long time) {
        switch (draw.between(0, 9)) {
            case 0 ->
                recorder.operation(
                        time,
                        draw.oneOf(OperationType.values()),
                        draw.between(0, 5),
                        draw.text(),
                        draw.tree(2),
                        draw.tree(3));
            case 1 -> recorder.fault(time, draw.oneOf(FaultPhase.values()), draw.between(0, 9), fault(draw));
            case 2 -> recorder.condition(time, condition(draw));
            case 3 -> recorder.phase(time, draw.oneOf("safety", "recovery", "final", "end", draw.text()));
            default ->
                recorder.node(
                        time,
                        draw.oneOf(NODES),
                        draw.between(1, 3),
                        draw.between(1, 30),
                        draw.between(0L, 10_000_000_000L),
                        draw.between(0, 4),
                        draw.oneOf(Role.values()),
                        fact(draw));
        }
    }

    private static Map<String, Object> fault(Draw draw) {
        return draw.onceIn(4) ? Map.of("effective", draw.bool()) : draw.map(3);
    }

    /** Any condition of five nodes. */
    public static Condition condition(Draw draw) {
        return new Condition(
                draw.list(2, () -> draw.oneOf(NODES)),
                draw.list(1, () -> draw.oneOf(NODES)),
                draw.list(4, () -> new Link(draw.oneOf(NODES), draw.oneOf(NODES))),
                draw.list(2, () -> new Link(draw.oneOf(NODES), draw.oneOf(NODES))),
                draw.list(1, () -> draw.oneOf(NODES)));
    }

    /** Any fact, of each kind about as often. */
    public static NodeFact fact(Draw draw) {
        String node = draw.oneOf(NODES);
        return switch (draw.between(0, 20)) {
            case 0 ->
                new NodeFact.Started(
                        draw.oneOf(NODES, NODES.subList(0, 3), draw.list(3, draw::text)),
                        timing(draw),
                        draw.bool(),
                        new LogStart(draw.between(1, 3), log(draw), draw.bool() ? null : snapshot(draw)));
            case 1 -> new NodeFact.TimeoutDrawn(draw.between(0L, 700_000_000L));
            case 2 -> new NodeFact.TermChanged();
            case 3 -> new NodeFact.VoteGranted(node);
            case 4 -> new NodeFact.VoteRefused(node, draw.between(0, 4), log(draw));
            case 5 -> new NodeFact.PreCandidate();
            case 6 -> new NodeFact.Candidate();
            case 7 -> new NodeFact.Leader(draw.some(NODES));
            case 8 -> new NodeFact.Follower(draw.bool() ? null : node, draw.oneOf(Role.values()));
            case 9 ->
                new NodeFact.RpcRate(node, draw.text(), draw.between(0, 99), draw.between(0L, 9L), draw.between(0, 9));
            case 10 -> new NodeFact.StorageFailed(draw.text());
            case 11 -> new NodeFact.Stopped();
            case 12 -> new NodeFact.Stalled(draw.between(0L, 700_000_000L));
            case 13, 14, 15, 16, 17, 18, 19 -> logFact(draw);
            default ->
                new NodeFact.UnknownFact("x-" + draw.text(), Map.of("x-" + draw.name(), draw.list(2, draw::number)));
        };
    }

    /** Any fact about a log, mostly of a short one. */
    public static LogFact logFact(Draw draw) {
        long index = draw.onceIn(20) ? draw.between(1, Long.MAX_VALUE - 9) : draw.between(1, 6);
        List<String> digests = draw.list(3, () -> draw.oneOf("a", "b", draw.text()));
        digests.add(draw.oneOf("a", "b"));
        return switch (draw.between(0, 6)) {
            case 0 ->
                new LogFact.Appended(
                        index,
                        digests.stream().map(digest -> draw.between(1L, 4L)).toList(),
                        digests);
            case 1 -> new LogFact.Truncated(index);
            case 2 -> new LogFact.Committed(index - 1);
            case 3 -> new LogFact.Applied(index, digests);
            case 4 -> new LogFact.SnapshotTaken(snapshot(draw));
            case 5 -> new LogFact.SnapshotInstalled(snapshot(draw));
            default -> new LogFact.ConfigChanged(index - 1, NODES.subList(0, draw.between(1, 5)), draw.some(NODES));
        };
    }

    private static SnapshotPoint snapshot(Draw draw) {
        return new SnapshotPoint(draw.between(1, 6), draw.between(1, 4), draw.oneOf("a", "b"));
    }

    private static Timing timing(Draw draw) {
        return draw.onceIn(4)
                ? new Timing(draw.between(0L, 9L), draw.between(0L, 9L), draw.between(0L, 9L), 0)
                : new Timing(400_000_000, 600_000_000, 100_000_000, 50_000_000);
    }

    private static LogTail log(Draw draw) {
        return new LogTail(draw.between(0, 3), draw.between(0, 3));
    }
}
