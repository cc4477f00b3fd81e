package io.faultline.node.process;

import io.faultline.node.raft.Fact;
import java.util.HexFormat;
import tools.jackson.core.JsonGenerator;

/** The part of {@link EventLines} that tells of the log and of the state machine behind it. */
final class LogEventLines {
    private LogEventLines() {}

    /** The word for a kind of event. */
    static String kindOf(Fact fact) {
        if (fact instanceof Fact.Appended) {
            return "appended";
        } else if (fact instanceof Fact.Truncated) {
            return "truncated";
        } else if (fact instanceof Fact.Committed) {
            return "committed";
        } else if (fact instanceof Fact.Applied) {
            return "applied";
        } else if (fact instanceof Fact.SnapshotTaken) {
            return "snapshot-taken";
        } else if (fact instanceof Fact.SnapshotInstalled) {
            return "snapshot-installed";
        } else if (fact instanceof Fact.ConfigChanged) {
            return "config-changed";
        }
        throw new IllegalArgumentException("no word for " + fact);
    }

    static void writeFields(JsonGenerator json, Fact fact) {
        if (fact instanceof Fact.Appended appended) {
            json.writeNumberProperty("from", appended.from());
            json.writeArrayPropertyStart("terms");
            for (long term : appended.terms()) {
                json.writeNumber(term);
            }
            json.writeEndArray();
            writeDigests(json, appended.digests());
        } else if (fact instanceof Fact.Truncated truncated) {
            json.writeNumberProperty("from", truncated.from());
        } else if (fact instanceof Fact.Committed committed) {
            json.writeNumberProperty("commitIndex", committed.index());
        } else if (fact instanceof Fact.Applied applied) {
            json.writeNumberProperty("from", applied.from());
            writeDigests(json, applied.digests());
        } else if (fact instanceof Fact.SnapshotTaken taken) {
            writeSnapshot(json, taken.snapshot());
        } else if (fact instanceof Fact.SnapshotInstalled installed) {
            writeSnapshot(json, installed.snapshot());
        } else if (fact instanceof Fact.ConfigChanged changed) {
            json.writeNumberProperty("configIndex", changed.index());
            Json.array(json, "voters", changed.configuration().voters().toList());
            Json.array(json, "learners", changed.configuration().learners().toList());
        }
    }

    static void writeSnapshot(JsonGenerator json, Fact.SnapshotPoint snapshot) {
        json.writeNumberProperty("snapshotIndex", snapshot.index());
        json.writeNumberProperty("snapshotTerm", snapshot.term());
        json.writeStringProperty("snapshotDigest", digest(snapshot.digest()));
    }

    private static void writeDigests(JsonGenerator json, long[] digests) {
        json.writeArrayPropertyStart("digests");
        for (long digest : digests) {
            json.writeString(digest(digest));
        }
        json.writeEndArray();
    }

    /** 16 hexadecimal digits. */
    private static String digest(long digest) {
        return HexFormat.of().toHexDigits(digest);
    }
}
