package io.faultline.harness.docker;

import io.faultline.harness.cluster.ClientCall;
import io.faultline.harness.cluster.ClientOutcome;
import io.faultline.harness.cluster.ClientReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Clients' calls as requests of our node's service, and what its answers mean: {@code docs/NODE.md} tells of both. */
final class ServiceCalls {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ServiceCalls() {}

    /** The body of a request. */
    static String request(ClientCall call) {
        Map<String, Object> fields = new TreeMap<>();
        fields.put("f", call.f());
        if (call.key() != null) {
            fields.put("key", call.key());
        }
        // To write null is not the same as to say nothing of a value.
        if (call.value() != null || call.f().equals("write")) {
            fields.put("value", call.value());
        }
        if (call.client() != null) {
            fields.put("client", call.client());
            fields.put("serial", call.serial());
        }
        return JSON.writeValueAsString(fields);
    }

    /** Whether a call changes nothing, so that it makes no difference whether an unanswered one was done. */
    static boolean isRead(ClientCall call) {
        return call.f().equals("read")
                || call.value() instanceof List<?> steps
                        && call.f().equals("txn")
                        && steps.stream()
                                .allMatch(step -> ((List<?>) step).get(0).equals("r"));
    }

    /**
     * What an answer means.
     *
     * @param status of HTTP
     */
    static ClientOutcome<ClientReply> outcome(ClientCall call, int status, JsonNode body) {
        String error = body.path("error").asString("status " + status);
        if (status == 200) {
            return answered(call, body);
        } else if (status == 421) {
            return new ClientOutcome.Fail<>(
                    "not leader",
                    Optional.of(body.path("hint")).filter(JsonNode::isString).map(JsonNode::asString));
        }
        return certainlyNotDone(status) ? new ClientOutcome.Fail<>(error) : unknown(call, error);
    }

    /** Whether a node that answers with this status of HTTP says that the request has no effect and will have none. */
    static boolean certainlyNotDone(int status) {
        return switch (status) {
            case 400, 404, 405, 409, 413, 421, 503 -> true;
            default -> false;
        };
    }

    /** What a call without an answer is. */
    static ClientOutcome<ClientReply> unknown(ClientCall call, String reason) {
        return isRead(call) ? new ClientOutcome.Fail<>(reason) : new ClientOutcome.Info<>(reason);
    }

    private static ClientOutcome<ClientReply> answered(ClientCall call, JsonNode body) {
        if (body.path("ok").asBoolean(false)) {
            return new ClientOutcome.Ok<>(new ClientReply(tree(body.path("value"))));
        }
        JsonNode reason = body.has("conflict") ? body.path("conflict") : body.path("invalid");
        return reason.isString()
                ? ClientOutcome.Fail.decided(reason.asString())
                : unknown(call, "an answer that says neither what was done nor why nothing was");
    }

    private static Object tree(JsonNode node) {
        if (node.isArray()) {
            List<Object> list = new ArrayList<>(node.size());
            node.forEach(element -> list.add(tree(element)));
            return list;
        } else if (node.isIntegralNumber()) {
            return node.asLong();
        } else if (node.isString()) {
            return node.asString();
        } else if (node.isNull() || node.isMissingNode()) {
            return null;
        }
        throw new IllegalArgumentException("no value of the service: " + node);
    }
}
