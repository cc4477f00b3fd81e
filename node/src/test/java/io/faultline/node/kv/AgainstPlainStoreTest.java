package io.faultline.node.kv;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.node.raft.Bytes;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Goal: the store does what the operations' descriptions say, its digest and its snapshot tell exactly its state, and a node
 * that came by a snapshot goes on as the others do.
 *
 * <p>Method: random entries, with sessions and without, over few names, so that states come back; an obvious twin
 * says what must be told and what the state is.
 */
class AgainstPlainStoreTest {
    private static final long TTL = 40;

    @Test
    void eachEntryTellsAndLeavesWhatTheObviousStoreSays() {
        for (long seed = 0; seed < 200; seed++) {
            run(seed, 200, 4, (at, store, plain) -> {});
        }
    }

    /** Both ways: what looks alike is alike, and what is alike looks alike, whatever happened before. */
    @Test
    void digestsAndSnapshotsAreEqualExactlyWhenStatesAre() {
        Map<String, Long> digestOf = new HashMap<>();
        Map<Long, String> stateOf = new HashMap<>();
        Map<Bytes, String> stateIn = new HashMap<>();
        int[] again = {0};
        for (long seed = 0; seed < 300; seed++) {
            run(seed, 100, 1, (at, store, plain) -> {
                String state = plain.state();
                Long known = digestOf.put(state, store.digest());
                again[0] += known == null ? 0 : 1;
                assertThat(known == null ? store.digest() : known).as(at).isEqualTo(store.digest());
                assertThat(stateOf.getOrDefault(store.digest(), state)).as(at).isEqualTo(state);
                stateOf.put(store.digest(), state);
                assertThat(stateIn.getOrDefault(store.snapshot(), state)).as(at).isEqualTo(state);
                stateIn.put(store.snapshot(), state);
            });
        }
        assertThat(stateIn).as("one snapshot for each state").hasSameSizeAs(digestOf);
        assertThat(again[0]).as("states that came back, of 30,000").isGreaterThan(1_000);
    }

    @Test
    void aRestoredStoreHasTheSameDigestTheSameSnapshotAndTheSameFuture() {
        for (long seed = 0; seed < 60; seed++) {
            KeyValueStore[] other = {new KeyValueStore(new KvRules(), TTL)};
            Random random = new Random(~seed);
            run(
                    seed,
                    200,
                    3,
                    (at, store, plain) -> {
                        Bytes snapshot = store.snapshot();
                        KeyValueStore restored = new KeyValueStore(new KvRules(), TTL);
                        restored.restore(snapshot);
                        assertThat(restored.digest())
                                .as(at + ": digest from scratch")
                                .isEqualTo(store.digest());
                        assertThat(restored.snapshot())
                                .as(at + ": written again")
                                .isEqualTo(snapshot);
                        if (random.nextInt(10) == 0) {
                            other[0] = restored;
                        }
                    },
                    other);
        }
    }

    private interface Look {
        void at(String place, KeyValueStore store, PlainStore plain);
    }

    private static void run(long seed, int entries, int names, Look look) {
        run(seed, entries, names, look, new KeyValueStore[1]);
    }

    /** Gives the same entries to a store, its twin and another store, if there is one. */
    private static void run(long seed, int entries, int names, Look look, KeyValueStore[] other) {
        Random random = new Random(seed);
        RandomCommands commands = new RandomCommands(random, names);
        boolean sessions = seed % 3 > 0;
        long[] lastOfClient = new long[3];
        KeyValueStore store = new KeyValueStore(new KvRules(), TTL);
        PlainStore plain = new PlainStore(TTL);
        long time = 0;
        for (int index = 1; index <= entries; index++) {
            time += random.nextInt(20) == 0 ? 1 + random.nextInt(60) : random.nextInt(3);
            Session session = sessions && random.nextInt(3) > 0 ? commands.session(lastOfClient) : null;
            KvCommand command = new KvCommand(commands.operation(), session);
            String at = "seed " + seed + ", entry " + index + ", " + command;
            KvResult told = store.apply(index, time, command);
            assertTold(at, told, plain.apply(time, command.operation(), session));
            if (other[0] != null) {
                assertThat(other[0].apply(index, time, command)).as(at).isEqualTo(told);
                assertThat(other[0].digest()).as(at).isEqualTo(store.digest());
            }
            look.at(at, store, plain);
        }
    }

    private static void assertTold(String at, KvResult told, Object expected) {
        if (!(expected instanceof PlainStore.Refusal refusal)) {
            assertThat(told).as(at).isEqualTo(new KvResult.Ok(expected));
            return;
        }
        assertThat(told).as(at).isInstanceOf(refusal.kind());
        String reason =
                told instanceof KvResult.Conflict conflict ? conflict.reason() : ((KvResult.Invalid) told).reason();
        assertThat(reason).as(at).startsWith(refusal.reason());
    }
}
