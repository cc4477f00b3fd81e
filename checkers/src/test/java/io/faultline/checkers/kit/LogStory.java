package io.faultline.checkers.kit;

import io.faultline.checkers.history.History;
import io.faultline.checkers.history.LogFact;
import io.faultline.checkers.history.LogStart;
import io.faultline.checkers.history.LogTail;
import io.faultline.checkers.history.NodeFact;
import io.faultline.checkers.history.Role;
import io.faultline.checkers.history.SnapshotPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A history about logs, told by hand.
 *
 * <pre>{@code
 * History history = LogStory.of("n1", "n2", "n3")
 *         .leads("n1", 1)
 *         .append("n1", 1, "1a", "1b").append("n2", 1, "1a", "1b")
 *         .commit("n1", 2).apply("n1", 1, 2)
 *         .end();
 * }</pre>
 *
 * <p>An entry is its term and its command. What a digest stands for can be read in it: {@code 1a.1b} is a log, {@code ab}
 * a state. Nodes enter the terms of what they append by themselves.
 */
public final class LogStory {
    private final Story story;
    private final List<String> nodes;
    private final Map<String, List<String>> logs = new TreeMap<>();
    private final Map<String, SnapshotPoint> snapshots = new TreeMap<>();
    private final Map<String, Long> terms = new TreeMap<>();
    private long now;

    private LogStory(String... nodes) {
        this.nodes = List.of(nodes);
        story = Story.of(nodes).at(0).start(nodes);
        for (String node : nodes) {
            logs.put(node, new ArrayList<>());
            terms.put(node, 0L);
        }
    }

    /** These nodes have started with empty logs: events 0, 1 and so on. */
    public static LogStory of(String... nodes) {
        return new LogStory(nodes);
    }

    /** Three of them: the first event told is number 3. */
    public static LogStory ofThree() {
        return of("n1", "n2", "n3");
    }

    /** The node has become leader of this term: one event. */
    public LogStory leads(String node, long term) {
        terms.put(node, term);
        next().say(node, term, Role.LEADER, new NodeFact.Leader(nodes));
        return this;
    }

    /** The node hears of this term and leads no more: one event, none if it was in it. */
    public LogStory enters(String node, long term) {
        terms.put(node, term);
        next().enter(node, term);
        return this;
    }

    /** The node appends these entries from this index on, over whatever stood there; what stood behind stays. */
    public LogStory append(String node, int from, String... entries) {
        List<String> log = logs.get(node);
        for (int i = 0; i < entries.length; i++) {
            int at = from - 1 + i;
            if (at < log.size()) {
                log.set(at, entries[i]);
            } else {
                log.add(entries[i]);
            }
        }
        long term = Arrays.stream(entries).mapToLong(LogStory::term).max().orElseThrow();
        if (term > terms.get(node)) {
            enters(node, term);
        }
        List<String> digests = new ArrayList<>();
        for (int i = 1; i <= entries.length; i++) {
            digests.add(String.join(".", log.subList(0, Math.min(log.size(), from - 1 + i))));
        }
        return says(
                node,
                new LogFact.Appended(
                        from, Arrays.stream(entries).map(LogStory::term).toList(), digests));
    }

    /** All of these nodes append the same. */
    public LogStory appendAll(List<String> all, int from, String... entries) {
        all.forEach(node -> append(node, from, entries));
        return this;
    }

    /** The node removes its entries from this index on. */
    public LogStory truncate(String node, int from) {
        List<String> log = logs.get(node);
        log.subList(Math.min(log.size(), from - 1), log.size()).clear();
        return says(node, new LogFact.Truncated(from));
    }

    public LogStory commit(String node, long index) {
        return says(node, new LogFact.Committed(index));
    }

    /** The node applies the entries of its log in [from, to]. */
    public LogStory apply(String node, int from, int to) {
        List<String> digests = new ArrayList<>();
        for (int i = from; i <= to; i++) {
            digests.add(state(node, i));
        }
        return says(node, new LogFact.Applied(from, digests));
    }

    /** The node commits up to there and applies from there: two events. */
    public LogStory commitAndApply(String node, int from, int to) {
        return commit(node, to).apply(node, from, to);
    }

    public LogStory takeSnapshot(String node, int index) {
        return takeSnapshot(node, point(node, index));
    }

    public LogStory takeSnapshot(String node, SnapshotPoint point) {
        snapshots.put(node, point);
        return says(node, new LogFact.SnapshotTaken(point));
    }

    /** The node lets the other's state after this entry replace its own, and its log as Figure 13 says. */
    public LogStory install(String node, String other, int index) {
        List<String> log = logs.get(node);
        List<String> prefix = logs.get(other).subList(0, index);
        boolean stays = log.size() >= index && log.get(index - 1).equals(prefix.get(index - 1));
        if (!stays) {
            log.clear();
            log.addAll(prefix);
        }
        snapshots.put(node, point(other, index));
        return says(node, new LogFact.SnapshotInstalled(point(other, index)));
    }

    /** The node is killed and starts with all it had: one event. */
    public LogStory restart(String node) {
        List<String> log = logs.get(node);
        LogTail tail = log.isEmpty() ? LogTail.EMPTY : new LogTail(log.size(), term(log.get(log.size() - 1)));
        return restart(node, new LogStart(1, tail, snapshots.get(node)));
    }

    /** The node is killed and starts with the first so many entries of its log: one event. */
    public LogStory restartKeeping(String node, int entries) {
        List<String> log = logs.get(node);
        log.subList(entries, log.size()).clear();
        return restart(node);
    }

    /** The node is killed and starts with this: one event. */
    public LogStory restart(String node, LogStart disk) {
        next().disk(disk).startInTerm(node, terms.get(node));
        return this;
    }

    /** The node stops in good order. */
    public LogStory stop(String node) {
        return says(node, new NodeFact.Stopped());
    }

    public LogStory says(String node, NodeFact fact) {
        next().says(node, fact);
        return this;
    }

    /** So much time has passed since the trial began, in ms. */
    public LogStory at(long millis) {
        now = millis;
        return this;
    }

    /** All links of these nodes are cut: one event. */
    public LogStory isolate(String... isolated) {
        next().isolate(isolated);
        return this;
    }

    /** Nothing is cut any more: one event. */
    public LogStory heal() {
        next().heal();
        return this;
    }

    /** One event of the node is missing from here on. */
    public LogStory loseOneEvent(String node) {
        story.loseOneEvent(node);
        return this;
    }

    public History end() {
        return next().end();
    }

    /** The node's state after this entry of its log. */
    public SnapshotPoint point(String node, int index) {
        return new SnapshotPoint(index, term(logs.get(node).get(index - 1)), state(node, index));
    }

    private String state(String node, int index) {
        StringBuilder commands = new StringBuilder();
        logs.get(node).subList(0, index).forEach(entry -> commands.append(entry.substring(1)));
        return commands.toString();
    }

    private static long term(String entry) {
        return entry.charAt(0) - '0';
    }

    private Story next() {
        return story.at(++now);
    }
}
