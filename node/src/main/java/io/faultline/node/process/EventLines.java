package io.faultline.node.process;

import io.faultline.node.raft.Fact;
import io.faultline.node.raft.LogTail;
import io.faultline.node.raft.NodeEvent;
import io.faultline.node.raft.NodeId;
import io.faultline.node.raft.Timing;
import tools.jackson.core.JsonGenerator;

/** The text of node events, one JSON object a line; the harness reads it, so a change here is a change there. */
final class EventLines {
    private EventLines() {}

    /**
     * The line of an event.
     *
     * @param incarnation which start of the node this is
     * @param seq which event of this incarnation it is, from 1
     * @param machine what the machine's clock showed when the node's showed the event's; told only if it differs
     */
    static byte[] line(NodeId node, long incarnation, long seq, NodeEvent event, long machine) {
        return Json.line(json -> {
            json.writeStringProperty("node", node.toString());
            json.writeNumberProperty("incarnation", incarnation);
            json.writeNumberProperty("seq", seq);
            json.writeNumberProperty("clock", event.clock());
            if (machine != event.clock()) {
                json.writeNumberProperty("monotonic", machine);
            }
            json.writeStringProperty("event", kindOf(event.fact()));
            json.writeNumberProperty("term", event.term());
            json.writeStringProperty("role", event.role().word());
            writeFields(json, event.fact());
        });
    }

    /** The word for a kind of event. */
    static String kindOf(Fact fact) {
        if (fact instanceof Fact.Started) {
            return "started";
        } else if (fact instanceof Fact.TimeoutDrawn) {
            return "timeout-drawn";
        } else if (fact instanceof Fact.TermChanged) {
            return "term-changed";
        } else if (fact instanceof Fact.VoteGranted) {
            return "vote-granted";
        } else if (fact instanceof Fact.VoteRefused) {
            return "vote-refused";
        } else if (fact instanceof Fact.PreCandidate) {
            return "pre-candidate";
        } else if (fact instanceof Fact.Candidate) {
            return "candidate";
        } else if (fact instanceof Fact.Leader) {
            return "leader";
        } else if (fact instanceof Fact.Follower) {
            return "follower";
        } else if (fact instanceof Fact.RpcRate) {
            return "rpc-rate";
        } else if (fact instanceof Fact.Stalled) {
            return "stalled";
        } else if (fact instanceof Fact.StorageFailed) {
            return "storage-failed";
        } else if (fact instanceof Fact.Stopped) {
            return "stopped";
        }
        return LogEventLines.kindOf(fact);
    }

    private static void writeFields(JsonGenerator json, Fact fact) {
        if (fact instanceof Fact.Started started) {
            writeStarted(json, started);
        } else if (fact instanceof Fact.TimeoutDrawn drawn) {
            json.writeNumberProperty("timeout", drawn.timeout());
        } else if (fact instanceof Fact.VoteGranted granted) {
            json.writeStringProperty("candidate", granted.candidate().toString());
        } else if (fact instanceof Fact.VoteRefused refused) {
            json.writeStringProperty("candidate", refused.candidate().toString());
            json.writeNumberProperty("requestTerm", refused.requestTerm());
            writeLog(json, refused.candidateLog());
        } else if (fact instanceof Fact.Candidate candidate) {
            if (candidate.transfer()) {
                json.writeBooleanProperty("transfer", true);
            }
        } else if (fact instanceof Fact.Leader leader) {
            Json.array(json, "voters", leader.voters().toList());
        } else if (fact instanceof Fact.Follower follower) {
            Json.nullable(json, "leader", follower.leader());
            json.writeStringProperty("from", follower.from().word());
        } else if (fact instanceof Fact.RpcRate rate) {
            json.writeStringProperty("peer", rate.peer().toString());
            json.writeStringProperty("rpc", rate.rpc());
            json.writeNumberProperty("count", rate.count());
            json.writeNumberProperty("window", rate.window());
            json.writeNumberProperty("limit", rate.limit());
        } else if (fact instanceof Fact.Stalled stalled) {
            json.writeNumberProperty("nanos", stalled.nanos());
        } else if (fact instanceof Fact.StorageFailed failed) {
            json.writeStringProperty("reason", failed.reason());
        } else {
            LogEventLines.writeFields(json, fact);
        }
    }

    private static void writeStarted(JsonGenerator json, Fact.Started started) {
        Timing timing = started.timing();
        Json.array(json, "members", started.members());
        json.writeNumberProperty("electionTimeoutMin", timing.electionTimeoutMin());
        json.writeNumberProperty("electionTimeoutMax", timing.electionTimeoutMax());
        json.writeNumberProperty("heartbeat", timing.heartbeat());
        json.writeNumberProperty("retry", timing.retry());
        json.writeBooleanProperty("preVote", started.preVote());
        writeLog(json, started.log());
        if (started.snapshot() != null) {
            LogEventLines.writeSnapshot(json, started.snapshot());
        }
        if (started.firstLogIndex() != 1) {
            json.writeNumberProperty("firstLogIndex", started.firstLogIndex());
        }
    }

    private static void writeLog(JsonGenerator json, LogTail log) {
        json.writeNumberProperty("lastLogIndex", log.index());
        json.writeNumberProperty("lastLogTerm", log.term());
    }
}
