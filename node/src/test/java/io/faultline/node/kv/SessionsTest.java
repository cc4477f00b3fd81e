package io.faultline.node.kv;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.node.kv.KvOperation.Add;
import io.faultline.node.kv.KvOperation.CompareAndSet;
import io.faultline.node.kv.KvOperation.Read;
import io.faultline.node.kv.KvOperation.Write;
import io.faultline.node.kv.KvResult.Conflict;
import io.faultline.node.kv.KvResult.Invalid;
import io.faultline.node.kv.KvResult.Ok;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Requests are done once however often they stand in the log (§8), until their session is forgotten, everywhere at once. */
class SessionsTest {
    private static final long TTL = 100;
    private static final KvOperation ADD = new Add("x", 1);

    private final KeyValueStore store = new KeyValueStore(new KvRules(), TTL);

    @Test
    void aRequestThatStandsThereTwiceIsDoneOnceAndTellsTheSameTwice() {
        assertThat(apply(0, "c", 1, ADD)).isEqualTo(new Ok(1L));
        assertThat(apply(0, "d", 1, ADD)).isEqualTo(new Ok(2L));
        assertThat(apply(1, "c", 1, ADD)).isEqualTo(new Ok(1L));
        assertThat(apply(1, "c", 2, ADD)).isEqualTo(new Ok(3L));
        assertThat(apply(1, "d", 1, ADD)).isEqualTo(new Ok(2L));
        assertThat(read()).isEqualTo(3L);
    }

    @Test
    void aRefusalIsRememberedToo() {
        assertThat(apply(0, "c", 1, new CompareAndSet("x", 5, 6))).isInstanceOf(Conflict.class);
        assertThat(apply(0, "d", 1, new Write("x", 5))).isEqualTo(new Ok(null));
        assertThat(apply(0, "c", 1, new CompareAndSet("x", 5, 6))).isInstanceOf(Conflict.class);
        assertThat(read()).isEqualTo(5L);
    }

    @Test
    void aReadThatIsRepeatedTellsWhatItToldFirst() {
        apply(0, "c", 1, new Write("x", 5));
        assertThat(apply(0, "c", 2, new Read("x"))).isEqualTo(new Ok(5L));
        apply(0, "d", 1, new Write("x", 6));
        assertThat(apply(0, "c", 2, new Read("x"))).isEqualTo(new Ok(5L));
    }

    @Test
    void withoutASessionItIsDoneAsOftenAsItStandsThere() {
        KvCommand command = new KvCommand(ADD, null);
        store.apply(1, 0, command);
        assertThat(store.apply(2, 0, command)).isEqualTo(new Ok(2L));
    }

    @Test
    void aRequestThatHasGoneByIsRefusedAndNotDone() {
        apply(0, "c", 1, ADD);
        apply(0, "c", 2, ADD);
        assertThat(apply(0, "c", 1, ADD))
                .isEqualTo(new Invalid(
                        "the session of 'c' has gone on to request 2: what came of 1 is not known any" + " more"));
        assertThat(read()).isEqualTo(2L);
    }

    @Test
    void aClientMayLeaveRequestsOut() {
        apply(0, "c", 1, ADD);
        assertThat(apply(0, "c", 7, ADD)).isEqualTo(new Ok(2L));
        assertThat(apply(0, "c", 7, ADD)).isEqualTo(new Ok(2L));
        assertThat(apply(0, "c", 5, ADD)).isInstanceOf(Invalid.class);
    }

    @Test
    void onlyAFirstRequestOpensASession() {
        assertThat(apply(0, "c", 2, ADD))
                .isEqualTo(new Invalid("the session of 'c' is unknown or expired: request 2 was not done now, but may"
                        + " have been before; go on under a new name"));
        assertThat(read()).isNull();
        assertThat(store.digest()).isEqualTo(new KeyValueStore().digest());
    }

    @Test
    void aSessionIsForgottenAtTheFirstEntryThatIsMoreThanItsLifeBehindItsLastUse() {
        apply(10, "c", 1, ADD);
        assertThat(apply(10 + TTL, "c", 1, ADD))
                .as("just in time, and used again")
                .isEqualTo(new Ok(1L));
        assertThat(apply(10 + TTL + TTL, "c", 2, ADD)).isEqualTo(new Ok(2L));
        assertThat(apply(10 + 3 * TTL + 1, "c", 3, ADD)).isInstanceOf(Invalid.class);
        assertThat(read()).isEqualTo(2L);
    }

    @Test
    void anyEntryForgetsSessionsAndEachUseCounts() {
        apply(0, "unused", 1, ADD);
        apply(0, "reads", 1, ADD);
        apply(0, "repeats", 1, ADD);
        apply(0, "sends old ones", 1, ADD);
        apply(0, "sends old ones", 2, ADD);
        apply(50, "reads", 2, new Read("x"));
        apply(50, "repeats", 1, ADD);
        apply(50, "sends old ones", 1, ADD);
        long before = store.digest();
        store.apply(9, TTL, new KvCommand(new Read("x"), null));
        assertThat(store.digest()).as("nothing is forgotten yet").isEqualTo(before);
        store.apply(9, TTL + 1, new KvCommand(new Read("x"), null));
        assertThat(store.digest()).as("one is").isNotEqualTo(before);
        assertThat(apply(TTL + 1, "unused", 2, ADD)).isInstanceOf(Invalid.class);
        for (String client : List.of("reads", "repeats", "sends old ones")) {
            assertThat(apply(TTL + 1, client, 3, ADD)).as(client).isInstanceOf(Ok.class);
        }
    }

    @Test
    void aQueryForgetsNothing() {
        apply(0, "c", 1, ADD);
        long before = store.digest();
        store.query(new KvCommand(new Read("x"), new Session("c", 2)));
        assertThat(store.digest()).isEqualTo(before);
    }

    @Test
    void sessionsAreForgottenAtTheSameEntryWhereAnOldSnapshotWasRestored() {
        for (long seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            List<KeyValueStore> nodes = new ArrayList<>(List.of(new KeyValueStore(new KvRules(), TTL)));
            long[] serials = new long[20];
            long time = 0;
            for (int index = 1; index <= 150; index++) {
                time += random.nextInt(12);
                int client = random.nextInt(serials.length);
                serials[client] += random.nextInt(4) == 0 ? 0 : 1;
                Session session = new Session("c" + client, Math.max(1, serials[client]));
                KvResult first = null;
                for (KeyValueStore node : nodes) {
                    KvResult told = node.apply(index, time, new KvCommand(ADD, session));
                    first = first == null ? told : first;
                    assertThat(told).as("seed %d, entry %d", seed, index).isEqualTo(first);
                    assertThat(node.digest())
                            .as("seed %d, entry %d", seed, index)
                            .isEqualTo(nodes.get(0).digest());
                }
                serials[client] = first instanceof Invalid ? 0 : serials[client];
                if (random.nextInt(30) == 0) {
                    KeyValueStore other = new KeyValueStore(new KvRules(), TTL);
                    other.restore(nodes.get(random.nextInt(nodes.size())).snapshot());
                    nodes.add(other);
                }
            }
        }
    }

    /** Clients that repeat what was not answered, answers that get lost, late copies: each request counts once. */
    @Test
    void howeverOftenRequestsAreRepeatedTheSumIsThatOfTheRequests() {
        for (long seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            KeyValueStore node = new KeyValueStore();
            List<KvCommand> sent = new ArrayList<>();
            long[] serials = new long[5];
            for (int index = 1; index <= 300; index++) {
                boolean late = !sent.isEmpty() && random.nextInt(2) == 0;
                if (!late) {
                    int client = random.nextInt(serials.length);
                    sent.add(new KvCommand(ADD, new Session("c" + client, ++serials[client])));
                }
                node.apply(index, index, sent.get(late ? random.nextInt(sent.size()) : sent.size() - 1));
                if (random.nextInt(20) == 0) {
                    node.restore(node.snapshot());
                }
            }
            assertThat(node.query(new KvCommand(new Read("x"), null)))
                    .as("seed %d", seed)
                    .isEqualTo(new Ok((long) sent.size()));
        }
    }

    private KvResult apply(long time, String client, long serial, KvOperation operation) {
        return store.apply(1, time, new KvCommand(operation, new Session(client, serial)));
    }

    private Object read() {
        return ((Ok) store.query(new KvCommand(new Read("x"), null))).value();
    }
}
