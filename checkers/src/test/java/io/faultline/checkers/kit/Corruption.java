package io.faultline.checkers.kit;

import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.checkers.history.LogFact;
import io.faultline.checkers.history.LogStart;
import io.faultline.checkers.history.LogTail;
import io.faultline.checkers.history.NodeEvent;
import io.faultline.checkers.history.NodeFact;
import io.faultline.checkers.history.Role;
import io.faultline.checkers.history.SnapshotPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** One lie in a history about logs: an event that says something else, is gone, stands there twice, or is made up. */
public final class Corruption {

    private Corruption() {}

    /** The same history but for one lie; numbers within incarnations have no gaps. */
    public static History of(Draw draw, History history) {
        List<NodeEvent> events = new ArrayList<>();
        List<Integer> aboutLogs = new ArrayList<>();
        for (Event event : history.events()) {
            if (event instanceof NodeEvent node) {
                if (node.fact() instanceof LogFact || node.fact() instanceof NodeFact.Started && node.seq() == 1) {
                    aboutLogs.add(events.size());
                }
                events.add(node);
            }
        }
        int at = draw.oneOf(aboutLogs);
        NodeEvent victim = events.get(at);
        switch (draw.between(0, 7)) {
            case 0 -> {
                if (victim.fact() instanceof LogFact) {
                    events.remove(at);
                }
            }
            case 1 -> {
                if (victim.fact() instanceof LogFact) {
                    events.add(draw.between(at, Math.min(events.size(), at + 9)), victim);
                }
            }
            case 2 ->
                events.add(at + 1, saying(victim, victim.term() + 1, Role.LEADER, new NodeFact.Leader(List.of())));
            default -> events.set(at, saying(victim, victim.term(), victim.role(), lie(draw, victim.fact())));
        }
        return numbered(events);
    }

    private static NodeEvent saying(NodeEvent event, long term, Role role, NodeFact fact) {
        return new NodeEvent(
                event.index(),
                event.time(),
                event.node(),
                event.incarnation(),
                event.seq(),
                event.clock(),
                term,
                role,
                fact);
    }

    private static History numbered(List<NodeEvent> events) {
        HistoryRecorder recorder = new HistoryRecorder();
        TreeMap<String, Integer> incarnations = new TreeMap<>();
        TreeMap<String, Long> numbers = new TreeMap<>();
        long time = 0;
        for (NodeEvent event : events) {
            boolean starts = event.fact() instanceof NodeFact.Started;
            int incarnation = starts
                    ? incarnations.merge(event.node(), 1, Integer::sum)
                    : incarnations.getOrDefault(event.node(), 1);
            long seq = starts ? 1 : numbers.getOrDefault(event.node(), 0L) + 1;
            numbers.put(event.node(), seq);
            time = Math.max(time, event.time());
            recorder.node(
                    time, event.node(), incarnation, seq, event.clock(), event.term(), event.role(), event.fact());
        }
        recorder.phase(time, "end");
        return recorder.finish();
    }

    private static NodeFact lie(Draw draw, NodeFact fact) {
        if (fact instanceof LogFact.Appended appended) {
            return lie(draw, appended);
        } else if (fact instanceof LogFact.Truncated truncated) {
            return new LogFact.Truncated(near(draw, truncated.from(), 1));
        } else if (fact instanceof LogFact.Committed committed) {
            return new LogFact.Committed(near(draw, committed.index(), 0));
        } else if (fact instanceof LogFact.Applied applied) {
            return draw.bool()
                    ? new LogFact.Applied(near(draw, applied.from(), 1), applied.digests())
                    : new LogFact.Applied(applied.from(), oneOther(draw, applied.digests(), "lie"));
        } else if (fact instanceof LogFact.SnapshotTaken taken) {
            return new LogFact.SnapshotTaken(lie(draw, taken.snapshot()));
        } else if (fact instanceof LogFact.SnapshotInstalled installed) {
            return new LogFact.SnapshotInstalled(lie(draw, installed.snapshot()));
        } else if (fact instanceof LogFact.ConfigChanged changed) {
            return draw.bool()
                    ? new LogFact.ConfigChanged(near(draw, changed.index(), 0), changed.voters(), List.of())
                    : new LogFact.ConfigChanged(changed.index(), List.of("n1", "n2"), List.of());
        }
        NodeFact.Started started = (NodeFact.Started) fact;
        return new NodeFact.Started(started.members(), started.timing(), true, lie(draw, started.disk()));
    }

    private static LogFact.Appended lie(Draw draw, LogFact.Appended appended) {
        return switch (draw.between(0, 3)) {
            case 0 -> new LogFact.Appended(near(draw, appended.from(), 1), appended.terms(), appended.digests());
            case 1 ->
                new LogFact.Appended(
                        appended.from(), oneOther(draw, appended.terms(), draw.between(1L, 4L)), appended.digests());
            case 2 ->
                new LogFact.Appended(appended.from(), appended.terms(), oneOther(draw, appended.digests(), "lie"));
            default -> {
                int size = draw.between(1, appended.terms().size());
                yield new LogFact.Appended(
                        appended.from(),
                        appended.terms().subList(0, size),
                        appended.digests().subList(0, size));
            }
        };
    }

    private static SnapshotPoint lie(Draw draw, SnapshotPoint point) {
        return new SnapshotPoint(
                draw.bool() ? near(draw, point.index(), 1) : point.index(),
                draw.bool() ? near(draw, point.term(), 1) : point.term(),
                draw.bool() ? "lie" : point.digest());
    }

    private static LogStart lie(Draw draw, LogStart disk) {
        LogTail tail = disk.tail();
        return switch (draw.between(0, 3)) {
            case 0 ->
                new LogStart(disk.firstIndex(), new LogTail(near(draw, tail.index(), 0), tail.term()), disk.snapshot());
            case 1 ->
                new LogStart(disk.firstIndex(), new LogTail(tail.index(), near(draw, tail.term(), 0)), disk.snapshot());
            case 2 -> new LogStart(near(draw, disk.firstIndex(), 1), tail, disk.snapshot());
            default -> new LogStart(1, tail, null);
        };
    }

    private static long near(Draw draw, long number, long least) {
        return Math.max(least, number + draw.oneOf(-3, -2, -1, 1, 2, 3));
    }

    private static <T> List<T> oneOther(Draw draw, List<T> list, T other) {
        List<T> copy = new ArrayList<>(list);
        copy.set(draw.between(0, copy.size() - 1), other);
        return copy;
    }
}
