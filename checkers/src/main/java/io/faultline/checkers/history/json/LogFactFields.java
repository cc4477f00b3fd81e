package io.faultline.checkers.history.json;

import io.faultline.checkers.history.LogFact;
import io.faultline.checkers.history.LogStart;
import io.faultline.checkers.history.LogTail;
import io.faultline.checkers.history.SnapshotPoint;

/**
 * The fields of facts about logs, both ways: what is written here is read back a few lines below.
 *
 * <p>No field is called {@code index} or {@code term}: every line has those already, for the event's own.
 */
final class LogFactFields {
    private static final String INDEX = "snapshotIndex";
    private static final String TERM = "snapshotTerm";
    private static final String DIGEST = "snapshotDigest";

    private LogFactFields() {}

    static void append(LogFact fact, JsonText json) {
        if (fact instanceof LogFact.Appended appended) {
            json.field("from", appended.from()).field("terms", appended.terms()).field("digests", appended.digests());
        } else if (fact instanceof LogFact.Truncated truncated) {
            json.field("from", truncated.from());
        } else if (fact instanceof LogFact.Committed committed) {
            json.field("commitIndex", committed.index());
        } else if (fact instanceof LogFact.Applied applied) {
            json.field("from", applied.from()).field("digests", applied.digests());
        } else if (fact instanceof LogFact.SnapshotTaken taken) {
            snapshot(taken.snapshot(), json);
        } else if (fact instanceof LogFact.SnapshotInstalled installed) {
            snapshot(installed.snapshot(), json);
        } else if (fact instanceof LogFact.ConfigChanged changed) {
            json.field("configIndex", changed.index())
                    .field("voters", changed.voters())
                    .field("learners", changed.learners());
        }
    }

    /** What a start says of its disk beyond where the log ends; nothing of what goes without saying. */
    static void disk(LogStart disk, JsonText json) {
        if (disk.snapshot() != null) {
            snapshot(disk.snapshot(), json);
        }
        if (disk.firstIndex() != 1) {
            json.field("firstLogIndex", disk.firstIndex());
        }
    }

    private static void snapshot(SnapshotPoint snapshot, JsonText json) {
        json.field(INDEX, snapshot.index()).field(TERM, snapshot.term()).field(DIGEST, snapshot.digest());
    }

    static LogFact.Appended appended(Fields fields) throws BadLine {
        return new LogFact.Appended(fields.number("from", 1), fields.numbers("terms", 1), fields.texts("digests"));
    }

    static LogFact.Applied applied(Fields fields) throws BadLine {
        return new LogFact.Applied(fields.number("from", 1), fields.texts("digests"));
    }

    static LogFact.ConfigChanged configChanged(Fields fields) throws BadLine {
        return new LogFact.ConfigChanged(
                fields.number("configIndex", 0), fields.texts("voters"), fields.texts("learners"));
    }

    static SnapshotPoint snapshot(Fields fields) throws BadLine {
        return new SnapshotPoint(fields.number(INDEX, 1), fields.number(TERM, 1), fields.text(DIGEST));
    }

    /** A snapshot is told of with all its fields or not at all. */
    static LogStart disk(LogTail tail, Fields fields) throws BadLine {
        boolean told = fields.has(INDEX) || fields.has(TERM) || fields.has(DIGEST);
        SnapshotPoint snapshot = told ? snapshot(fields) : null;
        return new LogStart(fields.number("firstLogIndex", 1, 1), tail, snapshot);
    }
}
