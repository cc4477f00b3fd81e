package io.faultline.harness.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.harness.cluster.ClientCall;
import io.faultline.harness.cluster.ClientOutcome;
import io.faultline.harness.cluster.ClientReply;
import io.faultline.node.kv.KvCommand;
import io.faultline.node.kv.KvJson;
import io.faultline.node.kv.KvOperation;
import io.faultline.node.kv.KvResult;
import io.faultline.node.kv.Session;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.ObjectMapper;

/** The harness and the node's own reader and writer of JSON understand each other in every operation. */
class ServiceCallsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everyCallIsReadByTheNodeAsTheOperationThatWasMeant() {
        meant().forEach((call, operation) -> assertThat(read(call)).isEqualTo(new KvCommand(operation, null)));
    }

    @Test
    void aSessionGoesAlong() {
        assertThat(read(new ClientCall("delete", "x", null, "c \"1\"", 1L << 60)))
                .isEqualTo(new KvCommand(new KvOperation.Delete("x"), new Session("c \"1\"", 1L << 60)));
    }

    @Test
    void theAnswersOfTheNodeAreReadAsItMeantThem() {
        ClientCall read = new ClientCall("read", "x", null);
        for (Object value : Arrays.asList(null, 7L, Long.MIN_VALUE, "ä\n\"", List.of(1L, "b", 3L), List.of())) {
            assertThat(answer(read, new KvResult.Ok(value))).isEqualTo(new ClientOutcome.Ok<>(new ClientReply(value)));
        }
        assertThat(answer(read, new KvResult.Conflict("the key has another value")))
                .isEqualTo(ClientOutcome.Fail.decided("the key has another value"));
        assertThat(answer(read, new KvResult.Invalid("no such session")))
                .isEqualTo(ClientOutcome.Fail.decided("no such session"));
    }

    @Test
    void aTransactionIsAnsweredWithItsStepsAndWhatTheyRead() {
        ClientCall call = new ClientCall(
                "txn",
                null,
                List.of(Arrays.asList("r", "x", null), List.of("w", "y", 2L), List.of("append", "z", "a")));
        assertThat(answer(call, new KvResult.Ok(Arrays.asList(List.of(1L, 2L), null, null))))
                .isEqualTo(new ClientOutcome.Ok<>(new ClientReply(List.of(
                        List.of("r", "x", List.of(1L, 2L)), List.of("w", "y", 2L), List.of("append", "z", "a")))));
    }

    private static Map<ClientCall, KvOperation> meant() {
        Map<ClientCall, KvOperation> meant = new LinkedHashMap<>();
        meant.put(new ClientCall("read", "x", null), new KvOperation.Read("x"));
        meant.put(new ClientCall("write", "x", "ä\n\""), new KvOperation.Write("x", "ä\n\""));
        meant.put(new ClientCall("write", "x", List.of(1L, "b")), new KvOperation.Write("x", List.of(1L, "b")));
        meant.put(new ClientCall("write", "x", null), new KvOperation.Write("x", null));
        meant.put(new ClientCall("cas", "x", List.of(1L, 2L)), new KvOperation.CompareAndSet("x", 1L, 2L));
        meant.put(new ClientCall("cas", "x", Arrays.asList(null, 2L)), new KvOperation.CompareAndSet("x", null, 2L));
        meant.put(new ClientCall("append", "x", Long.MAX_VALUE), new KvOperation.Append("x", Long.MAX_VALUE));
        meant.put(new ClientCall("add", "x", -3L), new KvOperation.Add("x", -3));
        meant.put(new ClientCall("delete", "x", null), new KvOperation.Delete("x"));
        meant.put(new ClientCall("acquire", "lock", "me"), new KvOperation.Acquire("lock", "me"));
        meant.put(new ClientCall("release", "lock", "me"), new KvOperation.Release("lock", "me"));
        meant.put(new ClientCall("enqueue", "queue", 5L), new KvOperation.Enqueue("queue", 5L));
        meant.put(new ClientCall("dequeue", "queue", null), new KvOperation.Dequeue("queue"));
        meant.put(
                new ClientCall(
                        "txn",
                        null,
                        List.of(Arrays.asList("r", "x", null), List.of("w", "y", 2L), List.of("append", "z", "a"))),
                new KvOperation.Transaction(List.of(
                        new KvOperation.Read("x"), new KvOperation.Write("y", 2L), new KvOperation.Append("z", "a"))));
        return meant;
    }

    private static KvCommand read(ClientCall call) {
        return KvJson.request(ServiceCalls.request(call).getBytes(StandardCharsets.UTF_8));
    }

    /** What the harness makes of what a node that has done the call says. */
    private static ClientOutcome<ClientReply> answer(ClientCall call, KvResult result) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            KvJson.result(json, read(call), result);
            json.writeNumberProperty("index", 9);
            json.writeEndObject();
        }
        return ServiceCalls.outcome(call, 200, JSON.readTree(out.toByteArray()));
    }
}
