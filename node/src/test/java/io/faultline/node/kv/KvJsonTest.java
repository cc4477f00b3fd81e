package io.faultline.node.kv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.node.kv.KvOperation.Acquire;
import io.faultline.node.kv.KvOperation.Add;
import io.faultline.node.kv.KvOperation.Append;
import io.faultline.node.kv.KvOperation.CompareAndSet;
import io.faultline.node.kv.KvOperation.Delete;
import io.faultline.node.kv.KvOperation.Dequeue;
import io.faultline.node.kv.KvOperation.Enqueue;
import io.faultline.node.kv.KvOperation.Read;
import io.faultline.node.kv.KvOperation.Release;
import io.faultline.node.kv.KvOperation.Transaction;
import io.faultline.node.kv.KvOperation.Write;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** What clients write, with ' for " here. */
class KvJsonTest {
    private static final JsonFactory FACTORY = new JsonFactory();

    @Test
    void eachOperationHasItsWords() {
        read("{'f':'read','key':'x'}", new Read("x"));
        read("{'f':'read','key':'x','value':null}", new Read("x"));
        read("{'f':'write','key':'x','value':7}", new Write("x", 7));
        read("{'f':'write','key':'x','value':null}", new Write("x", null));
        read("{'value':[1,'a'],'key':'x','f':'write'}", new Write("x", List.of(1, "a")));
        read("{'f':'cas','key':'x','value':[null,'b']}", new CompareAndSet("x", null, "b"));
        read("{'f':'cas','key':'x','value':[[],[1]]}", new CompareAndSet("x", List.of(), List.of(1)));
        read("{'f':'append','key':'x','value':-9223372036854775808}", new Append("x", Long.MIN_VALUE));
        read("{'f':'add','key':'x','value':-1}", new Add("x", -1));
        read("{'f':'delete','key':'x'}", new Delete("x"));
        read("{'f':'acquire','key':'l','value':'me'}", new Acquire("l", "me"));
        read("{'f':'release','key':'l','value':'me'}", new Release("l", "me"));
        read("{'f':'enqueue','key':'q','value':'e'}", new Enqueue("q", "e"));
        read("{'f':'dequeue','key':'q'}", new Dequeue("q"));
        read(
                "{'f':'txn','value':[['r','x',null],['w','x',[1]],['append','x',2]]}",
                new Transaction(List.of(new Read("x"), new Write("x", List.of(1)), new Append("x", 2))));
    }

    @Test
    void aSessionIsAClientAndASerial() {
        KvCommand command = request("{'f':'write','key':'x','value':7,'client':'c1','serial':3}");
        assertThat(command).isEqualTo(new KvCommand(new Write("x", 7), new Session("c1", 3)));
        assertThat(request("{'f':'read','key':'x','client':null,'serial':null}").session())
                .isNull();
    }

    @Test
    void aRequestThatMakesNoSenseIsRefusedWithTheNameOfTheField() {
        refused("{'f':'read'}", "'key' is missing");
        refused("{'key':'x'}", "'f' is missing");
        refused("{'f':7,'key':'x'}", "'f' must be a text");
        refused("{'f':'pop','key':'x'}", "'f' is 'pop', but the service knows read, write, cas, append, add, delete,");
        refused("{'f':'read','key':7}", "'key' must be a text");
        refused("{'f':'read','key':''}", "the key must be a text of one character at least");
        refused("{'f':'read','key':'x','value':1}", "'value' has no place in a read");
        refused("{'f':'write','key':'x'}", "'value' is missing: write needs one, where null stands for none");
        refused("{'f':'append','key':'x'}", "'value' is missing: append needs one");
        refused("{'f':'write','key':'x','value':1.0}", "'value' has something in it that is neither null, text, whole");
        refused("{'f':'write','key':'x','value':{}}", "'value' has something in it that is neither");
        refused("{'f':'write','key':'x','value':true}", "'value' has something in it that is neither");
        refused("{'f':'write','key':'x','value':[null]}", "the value has null where an element must be");
        refused("{'f':'write','key':'x','value':[[1]]}", "the value has a list where an element must be");
        refused("{'f':'write','key':'x','value':[[[[]]]]}", "'value' has lists within lists within lists");
        refused(
                "{'f':'write','key':'x','value':9223372036854775808}",
                "'value' has a number that does not fit into 64");
        refused("{'f':'cas','key':'x','value':7}", "'value' of a cas must be a list of the expected value and the new");
        refused("{'f':'cas','key':'x','value':[1,2,3]}", "'value' of a cas must be the expected value and the new one");
        refused("{'f':'append','key':'x','value':null}", "the value has null where an element must be");
        refused("{'f':'add','key':'x','value':'1'}", "the value of add must be a whole number");
        refused("{'f':'acquire','key':'l','value':1}", "the value of acquire must be the owner, a text");
        refused("{'f':'enqueue','key':'q','value':null}", "the value must not be null");
        refused("{'f':'read','key':'x','ttl':1}", "there is nothing called 'ttl': a request has f, key, value, client");
        refused("{'f':'read','key':'x','key':'x'}", "'key' stands there twice");
        refused("{'f':'write','key':'x','value':null,'value':1}", "'value' stands there twice");
        refused("{'f':'read','key':'x','client':'c'}", "'client' and 'serial' come together, but 'serial' is missing");
        refused("{'f':'read','key':'x','serial':1}", "'client' and 'serial' come together, but 'client' is missing");
        refused("{'f':'read','key':'x','client':1,'serial':1}", "'client' must be a text");
        refused("{'f':'read','key':'x','client':'c','serial':'1'}", "'serial' must be a whole number");
        refused("{'f':'read','key':'x','client':'c','serial':0}", "the serial must be 1 or more, not 0");
        refused("{'f':'write','key':'x','value':'\\ud800'}", "the value holds half a character");
    }

    @Test
    void aTransactionThatMakesNoSenseIsRefusedWithTheStep() {
        refused("{'f':'txn'}", "'value' is missing");
        refused("{'f':'txn','value':7}", "'value' of a txn must be a list of steps");
        refused("{'f':'txn','key':'x','value':[]}", "'key' has no place in a txn");
        refused("{'f':'txn','value':[['r','x',null],7]}", "'value' has a step 2 that is not a list");
        refused("{'f':'txn','value':[['r','x']]}", "'value' has a step 1 that is not a kind, a key and a value, but 2");
        refused("{'f':'txn','value':[['r',1,null]]}", "'value' has a step 1 that is not a kind, a key that is a text");
        refused("{'f':'txn','value':[['r','x',1]]}", "'value' has a step 1 that is not [\"r\", key, null], [\"w\"");
        refused("{'f':'txn','value':[['add','x',1]]}", "'value' has a step 1 that is not [\"r\", key, null]");
    }

    @Test
    void whatIsNotOneObjectIsNoRequest() {
        refused("", "a request is one JSON object");
        refused("[]", "a request is one JSON object");
        refused("{'f':'read','key':'x'}{}", "a request is one JSON object, with nothing behind it");
        refused("{'f':'read','key':", "a request is one JSON object, but: ");
        refused("{'f':'read','key':[1,", "a request is one JSON object, but: ");
        assertThatThrownBy(() -> KvJson.request(new byte[KvLimits.REQUEST_BYTES + 1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is more than the 6291456 allowed");
    }

    @Test
    void anAnswerSaysWhetherItWasDoneAndWhatWasTold() {
        KvCommand read = new KvCommand(new Read("x"), null);
        written("{'ok':true,'value':null}", read, KvResult.Ok.NOTHING);
        written("{'ok':true,'value':-7}", read, new KvResult.Ok(-7L));
        written("{'ok':true,'value':[1,'ä']}", read, new KvResult.Ok(List.of(1L, "ä")));
        written("{'ok':false,'conflict':'taken'}", read, new KvResult.Conflict("taken"));
        written("{'ok':false,'invalid':'no list'}", read, new KvResult.Invalid("no list"));
    }

    @Test
    void theAnswerToATransactionIsItsStepsWithWhatTheyRead() {
        KvCommand transaction = new KvCommand(
                new Transaction(
                        List.of(new Read("x"), new Write("y", List.of(1)), new Append("z", "e"), new Read("z"))),
                null);
        written(
                "{'ok':true,'value':[['r','x',7],['w','y',[1]],['append','z','e'],['r','z',['e']]]}",
                transaction,
                new KvResult.Ok(Arrays.asList(7L, null, null, List.of("e"))));
        written("{'ok':false,'invalid':'step 2'}", transaction, new KvResult.Invalid("step 2"));
    }

    /** A client that uses a serial twice gets the answer to its first request, whatever the second one is. */
    @Test
    void anAnswerThatDoesNotFitTheTransactionIsWrittenAsItIs() {
        KvCommand transaction = new KvCommand(new Transaction(List.of(new Read("x"))), new Session("c", 1));
        written("{'ok':true,'value':5}", transaction, new KvResult.Ok(5L));
        written("{'ok':true,'value':[1,2]}", transaction, new KvResult.Ok(List.of(1L, 2L)));
    }

    private static void read(String request, KvOperation operation) {
        assertThat(request(request)).isEqualTo(new KvCommand(operation, null));
    }

    private static KvCommand request(String request) {
        return KvJson.request(request.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static void refused(String request, String part) {
        assertThatThrownBy(() -> request(request))
                .as(request)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(part);
    }

    private static void written(String expected, KvCommand command, KvResult result) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            KvJson.result(json, command, result);
            json.writeEndObject();
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(expected.replace('\'', '"'));
    }
}
