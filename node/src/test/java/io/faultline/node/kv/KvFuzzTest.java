package io.faultline.node.kv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.node.raft.Bytes;
import io.faultline.node.testing.Mutation;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Goal: bytes that nobody wrote are refused with a sentence, or mean something that is written exactly so; they never do
 * anything else.
 *
 * <p>Method: 10,000 each of commands, snapshots and requests, damaged.
 */
class KvFuzzTest {
    @Test
    void tenThousandDamagedCommandsAreRefusedOrWrittenJustSo() {
        int refused = 0;
        for (long seed = 0; seed < 10_000; seed++) {
            Random random = new Random(seed);
            KvCommand command = new KvCommand(
                    new RandomCommands(random, 3).operation(), random.nextBoolean() ? new Session("c", 300) : null);
            byte[] damaged = Mutation.of(command.bytes().array(), random);
            KvCommand read = readOrNull(damaged, seed);
            refused += read == null ? 1 : 0;
            if (read != null) {
                assertThat(new KvCommand(read.operation(), read.session()).bytes())
                        .as("seed %d: %s written again", seed, read)
                        .isEqualTo(Bytes.wrap(damaged));
            }
        }
        assertThat(refused).as("commands refused, of 10,000").isBetween(5_000, 9_900);
    }

    @Test
    void tenThousandDamagedSnapshotsAreRefusedOrWrittenJustSoAndARefusedOneChangesNothing() {
        int refused = 0;
        for (long seed = 0; seed < 10_000; seed++) {
            Random random = new Random(seed);
            byte[] damaged = Mutation.of(randomStore(random).snapshot().array(), random);
            KeyValueStore store = new KeyValueStore();
            store.apply(1, 5, new KvCommand(new KvOperation.Write("kept", 1), null));
            Bytes before = store.snapshot();
            long digest = store.digest();
            try {
                store.restore(Bytes.wrap(damaged));
                assertThat(store.snapshot())
                        .as("seed %d written again", seed)
                        .isEqualTo(damaged.length == 0 ? new KeyValueStore().snapshot() : Bytes.wrap(damaged));
            } catch (IllegalArgumentException e) {
                refused++;
                assertThat(e).as("seed %d", seed).hasMessageMatching("the (snapshot|key|client|owner|value) .{10,}");
                assertThat(store.snapshot()).as("seed %d", seed).isEqualTo(before);
                assertThat(store.digest()).as("seed %d", seed).isEqualTo(digest);
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + e, e);
            }
        }
        assertThat(refused).as("snapshots refused, of 10,000").isBetween(5_000, 9_900);
    }

    @Test
    void tenThousandDamagedRequestsAreReadOrRefusedWithASentence() {
        String[] requests = {
            "{\"f\":\"write\",\"key\":\"x\",\"value\":7,\"client\":\"c1\",\"serial\":3}",
            "{\"f\":\"txn\",\"value\":[[\"r\",\"k\",null],[\"w\",\"k\",[1,\"a\"]],[\"append\",\"k\",-5]]}",
            "{\"f\":\"cas\",\"key\":\"\\u00e4\",\"value\":[null,\"v\"]}",
        };
        int refused = 0;
        for (long seed = 0; seed < 10_000; seed++) {
            Random random = new Random(seed);
            String request = requests[random.nextInt(requests.length)];
            try {
                KvJson.request(Mutation.of(request.getBytes(StandardCharsets.UTF_8), random));
            } catch (IllegalArgumentException e) {
                refused++;
                assertThat(e.getMessage()).as("seed %d", seed).hasSizeGreaterThan(10);
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + e, e);
            }
        }
        assertThat(refused).as("requests refused, of 10,000").isBetween(5_000, 9_990);
    }

    @Test
    void aRefusalSaysWhereAndWhy() {
        refused("02", "the command can't be read at byte 1 of 1: this node knows version 1 only");
        refused("0100", "at byte 2 of 2: it ends in the middle of a field");
        refused("01000c", "there is no operation number 12");
        refused("010001017800", "at byte 5 of 6: more follows than belongs to it");
        refused("010001ffffffff07", "2147483647 bytes or elements can't follow");
        refused("0100018100" + "78", "a number is longer than it need be");
        refused("01000101ff", "a text is not UTF-8");
        refused("01000201780404", "there is no value of type 4");
        refused("010005017802" + "0161", "the value of add must be a whole number");
        refused("01000b010b00", "a transaction can't be a step of another");
        refused("01000b0105017801" + "02", "a transaction reads, writes and appends, no more");
        refused("0102", "a command has one session or none");
        refused("0101016300" + "010178", "the serial must be 1 or more");
    }

    private static void refused(String hex, String part) {
        Bytes bytes = Bytes.wrap(HexFormat.of().parseHex(hex));
        assertThatThrownBy(() -> KvCommand.read(bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(part);
    }

    private static KvCommand readOrNull(byte[] bytes, long seed) {
        try {
            return KvCommand.read(Bytes.wrap(bytes));
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).as("seed %d", seed).hasSizeGreaterThan(10);
            return null;
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + seed + ": " + e, e);
        }
    }

    private static KeyValueStore randomStore(Random random) {
        KeyValueStore store = new KeyValueStore();
        RandomCommands commands = new RandomCommands(random, 2);
        long[] lastOfClient = new long[2];
        for (int i = 1 + random.nextInt(30); i > 0; i--) {
            Session session = random.nextBoolean() ? commands.session(lastOfClient) : null;
            store.apply(i, 100, new KvCommand(commands.operation(), session));
        }
        return store;
    }
}
