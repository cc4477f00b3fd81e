package io.faultline.checkers.history.json;

import io.faultline.checkers.history.LogFact;
import io.faultline.checkers.history.LogTail;
import io.faultline.checkers.history.NodeFact;
import io.faultline.checkers.history.Timing;
import java.util.Map;

/** The fields a node event has besides those all node events share. {@link NodeLine} reads them back. */
final class FactFields {

    private FactFields() {}

    static void append(NodeFact fact, JsonText json) {
        if (fact instanceof NodeFact.TimeoutDrawn drawn) {
            json.field("timeout", drawn.timeout());
        } else if (fact instanceof NodeFact.VoteGranted granted) {
            json.field("candidate", granted.candidate());
        } else if (fact instanceof NodeFact.VoteRefused refused) {
            json.field("candidate", refused.candidate()).field("requestTerm", refused.requestTerm());
            logTail(refused.candidateLog(), json);
        } else if (fact instanceof NodeFact.Candidate candidate) {
            if (candidate.transfer()) {
                json.field("transfer", true);
            }
        } else if (fact instanceof NodeFact.Leader leader) {
            json.field("voters", leader.voters());
        } else if (fact instanceof NodeFact.Follower follower) {
            json.field("leader", (Object) follower.leader())
                    .field("from", follower.from().word());
        } else if (fact instanceof NodeFact.RpcRate rate) {
            json.field("peer", rate.peer())
                    .field("rpc", rate.rpc())
                    .field("count", rate.count())
                    .field("window", rate.window())
                    .field("limit", rate.limit());
        } else if (fact instanceof NodeFact.Started started) {
            started(started, json);
        } else if (fact instanceof NodeFact.Stalled stalled) {
            json.field("nanos", stalled.nanos());
        } else if (fact instanceof NodeFact.StorageFailed failed) {
            json.field("reason", failed.reason());
        } else if (fact instanceof LogFact said) {
            LogFactFields.append(said, json);
        } else if (fact instanceof NodeFact.UnknownFact unknown) {
            unknown(unknown.fields(), json);
        }
    }

    private static void started(NodeFact.Started started, JsonText json) {
        Timing timing = started.timing();
        json.field("members", started.members())
                .field("electionTimeoutMin", timing.electionTimeoutMin())
                .field("electionTimeoutMax", timing.electionTimeoutMax())
                .field("heartbeat", timing.heartbeat())
                .field("retry", timing.retry())
                .field("preVote", started.preVote());
        logTail(started.log(), json);
        LogFactFields.disk(started.disk(), json);
    }

    private static void logTail(LogTail tail, JsonText json) {
        json.field("lastLogIndex", tail.index()).field("lastLogTerm", tail.term());
    }

    /** Names of a kind we do not know may hold any character, so they are escaped like texts. */
    private static void unknown(Map<String, Object> fields, JsonText json) {
        fields.forEach(json::anyField);
    }
}
