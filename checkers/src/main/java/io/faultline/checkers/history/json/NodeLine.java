package io.faultline.checkers.history.json;

import io.faultline.checkers.history.LogFact;
import io.faultline.checkers.history.LogTail;
import io.faultline.checkers.history.NodeEvent;
import io.faultline.checkers.history.NodeFact;
import io.faultline.checkers.history.Role;
import io.faultline.checkers.history.Timing;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A node event as the node itself writes it on its standard output: the line of a history without index, time and type,
 * which only the trial can give it.
 *
 * @param clock what the node's own clock showed, ns
 * @param monotonic what the monotonic clock of its machine showed, ns; written only if it differs, and not kept in a
 *     history, where the event has its place in the trial's time instead
 */
public record NodeLine(
        String node, int incarnation, long seq, long clock, long monotonic, long term, Role role, NodeFact fact) {

    /**
     * Reads one line of a node's output.
     *
     * @param source what the message of a {@link MalformedHistoryException} calls the place the line came from
     * @param number number of the line there, from 1
     */
    public static NodeLine parse(String line, String source, long number) {
        try {
            return of(Fields.of(line));
        } catch (BadLine reason) {
            throw new MalformedHistoryException(source, number, reason);
        }
    }

    /** The event this line becomes at its place in a history. */
    public NodeEvent at(long index, long time) {
        return new NodeEvent(index, time, node, incarnation, seq, clock, term, role, fact);
    }

    static NodeLine of(Fields fields) throws BadLine {
        String node = fields.text("node");
        int incarnation = fields.smallNumber("incarnation", 1);
        long seq = fields.number("seq", 1);
        long clock = fields.number("clock", 0);
        long monotonic = fields.number("monotonic", 0, clock);
        String kind = fields.text("event");
        long term = fields.number("term", 0);
        Role role = role(fields, "role");
        NodeFact fact = possible(kind, fields);
        fields.end();
        return new NodeLine(node, incarnation, seq, clock, monotonic, term, role, fact);
    }

    private static Role role(Fields fields, String name) throws BadLine {
        String word = fields.text(name);
        return Role.of(word).orElseThrow(() -> Fields.wrong(name, word, "one of " + roles()));
    }

    private static String roles() {
        return Arrays.stream(Role.values()).map(Role::word).collect(Collectors.joining(", "));
    }

    private static NodeFact possible(String kind, Fields fields) throws BadLine {
        try {
            return fact(kind, fields);
        } catch (IllegalArgumentException error) {
            throw new BadLine("a node event that cannot be (" + error.getMessage() + ")", "one that can");
        }
    }

    private static NodeFact fact(String kind, Fields fields) throws BadLine {
        return switch (kind) {
            case "started" ->
                new NodeFact.Started(
                        fields.texts("members"),
                        timing(fields),
                        fields.bool("preVote"),
                        LogFactFields.disk(logTail(fields), fields));
            case "timeout-drawn" -> new NodeFact.TimeoutDrawn(fields.number("timeout", 0));
            case "term-changed" -> new NodeFact.TermChanged();
            case "vote-granted" -> new NodeFact.VoteGranted(fields.text("candidate"));
            case "vote-refused" ->
                new NodeFact.VoteRefused(fields.text("candidate"), fields.number("requestTerm", 0), logTail(fields));
            case "pre-candidate" -> new NodeFact.PreCandidate();
            case "candidate" -> new NodeFact.Candidate(fields.has("transfer") && fields.bool("transfer"));
            case "leader" -> new NodeFact.Leader(fields.texts("voters"));
            case "follower" -> new NodeFact.Follower(fields.textOrNull("leader"), role(fields, "from"));
            case "rpc-rate" ->
                new NodeFact.RpcRate(
                        fields.text("peer"),
                        fields.text("rpc"),
                        fields.smallNumber("count", 0),
                        fields.number("window", 0),
                        fields.smallNumber("limit", 0));
            case "stalled" -> new NodeFact.Stalled(fields.number("nanos", 0));
            case "storage-failed" -> new NodeFact.StorageFailed(fields.text("reason"));
            case "stopped" -> new NodeFact.Stopped();
            case "appended" -> LogFactFields.appended(fields);
            case "truncated" -> new LogFact.Truncated(fields.number("from", 1));
            case "committed" -> new LogFact.Committed(fields.number("commitIndex", 0));
            case "applied" -> LogFactFields.applied(fields);
            case "snapshot-taken" -> new LogFact.SnapshotTaken(LogFactFields.snapshot(fields));
            case "snapshot-installed" -> new LogFact.SnapshotInstalled(LogFactFields.snapshot(fields));
            case "config-changed" -> LogFactFields.configChanged(fields);
            default -> new NodeFact.UnknownFact(kind, fields.rest());
        };
    }

    private static Timing timing(Fields fields) throws BadLine {
        return new Timing(
                fields.number("electionTimeoutMin", 0),
                fields.number("electionTimeoutMax", 0),
                fields.number("heartbeat", 0),
                fields.number("retry", 0));
    }

    private static LogTail logTail(Fields fields) throws BadLine {
        return new LogTail(fields.number("lastLogIndex", 0), fields.number("lastLogTerm", 0));
    }
}
