package io.faultline.harness.docker;

import io.faultline.harness.cluster.MemberChange;
import io.faultline.harness.cluster.ReconfigureOutcome;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Wishes for changes of members as requests of our node, and what its answers mean: {@code docs/NODE.md} tells of both. */
final class MemberCalls {
    private static final ObjectMapper JSON = new ObjectMapper();

    private MemberCalls() {}

    /** The body of a request. */
    static String request(MemberChange change, String subject) {
        return JSON.writeValueAsString(
                JSON.createObjectNode().put("change", change.word()).put("node", subject));
    }

    /**
     * What an answer means.
     *
     * @param status of HTTP
     */
    static ReconfigureOutcome outcome(int status, JsonNode body) {
        String error = body.path("error").asString("status " + status);
        if (status == 200) {
            return body.path("index").isIntegralNumber()
                    ? new ReconfigureOutcome.Done(body.path("index").asLong())
                    : new ReconfigureOutcome.Unknown("an answer that does not say which entry holds the change");
        } else if (status == 421) {
            return new ReconfigureOutcome.NotLeader(
                    Optional.of(body.path("hint")).filter(JsonNode::isString).map(JsonNode::asString));
        }
        return ServiceCalls.certainlyNotDone(status)
                ? new ReconfigureOutcome.Refused(error)
                : new ReconfigureOutcome.Unknown(error);
    }
}
