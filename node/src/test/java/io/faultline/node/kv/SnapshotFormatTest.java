package io.faultline.node.kv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.node.raft.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The bytes of a snapshot: version; bindings; last token and locks; queues; sessions. Each part begins with how many there
 * are, sorted by name.
 */
class SnapshotFormatTest {
    private static final String NO_MAP = "00";
    private static final String NO_LOCKS = "0000";
    private static final String NO_QUEUES = "00";
    private static final String NO_SESSIONS = "00";

    /** The bytes stand on disks: they mean the same for ever. */
    @Test
    void aSnapshotWithOneOfEachIsThese() {
        KeyValueStore store = new KeyValueStore();
        store.apply(1, 3, new KvCommand(new KvOperation.Write("x", 7), new Session("c", 1)));
        store.apply(2, 4, new KvCommand(new KvOperation.Acquire("l", "o"), null));
        store.apply(3, 5, new KvCommand(new KvOperation.Enqueue("q", "e"), null));
        String map = "01" + "0178" + "010e";
        String locks = "01" + "01" + "016c" + "016f" + "01";
        String queues = "01" + "0171" + "01" + "020165";
        String sessions = "01" + "0163" + "01" + "06" + "0000";
        assertThat(HexFormat.of().formatHex(store.snapshot().array()))
                .isEqualTo("01" + map + locks + queues + sessions);
    }

    @Test
    void whatWasPutInAnotherOrderMakesTheSameBytesAndTheSameDigest() {
        for (long seed = 0; seed < 50; seed++) {
            List<KvOperation> operations = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                operations.add(new KvOperation.Write("key" + i, i));
                operations.add(new KvOperation.Enqueue("queue" + i, i));
            }
            Bytes inOrder = store(operations).snapshot();
            long digest = store(operations).digest();
            Collections.shuffle(operations, new Random(seed));
            assertThat(store(operations).snapshot()).as("seed %d", seed).isEqualTo(inOrder);
            assertThat(store(operations).digest()).as("seed %d", seed).isEqualTo(digest);
        }
    }

    /** Everything that an entry can leave behind is told apart by the digest, each alone. */
    @Test
    void statesThatDifferInOneThingHaveDifferentDigests() {
        List<String> snapshots = List.of(
                "01" + NO_MAP + NO_LOCKS + NO_QUEUES + NO_SESSIONS,
                "01" + "01" + "0178" + "010e" + NO_LOCKS + NO_QUEUES + NO_SESSIONS,
                "01" + "01" + "0178" + "0110" + NO_LOCKS + NO_QUEUES + NO_SESSIONS,
                "01" + "01" + "0178" + "020137" + NO_LOCKS + NO_QUEUES + NO_SESSIONS,
                "01" + "01" + "0178" + "0301010e" + NO_LOCKS + NO_QUEUES + NO_SESSIONS,
                "01" + "01" + "0179" + "010e" + NO_LOCKS + NO_QUEUES + NO_SESSIONS,
                "01" + NO_MAP + "0200" + NO_QUEUES + NO_SESSIONS,
                "01" + NO_MAP + "02" + "01" + "016c" + "016f" + "01" + NO_QUEUES + NO_SESSIONS,
                "01" + NO_MAP + "02" + "01" + "016c" + "016f" + "02" + NO_QUEUES + NO_SESSIONS,
                "01" + NO_MAP + "02" + "01" + "016c" + "016e" + "01" + NO_QUEUES + NO_SESSIONS,
                "01" + NO_MAP + NO_LOCKS + "01" + "0171" + "01" + "010e" + NO_SESSIONS,
                "01" + NO_MAP + NO_LOCKS + "01" + "0171" + "02" + "010e" + "010e" + NO_SESSIONS,
                "01" + NO_MAP + NO_LOCKS + "01" + "0178" + "01" + "010e" + NO_SESSIONS,
                "01" + NO_MAP + NO_LOCKS + NO_QUEUES + "01" + "0163" + "01" + "06" + "0000",
                "01" + NO_MAP + NO_LOCKS + NO_QUEUES + "01" + "0163" + "02" + "06" + "0000",
                "01" + NO_MAP + NO_LOCKS + NO_QUEUES + "01" + "0163" + "01" + "08" + "0000",
                "01" + NO_MAP + NO_LOCKS + NO_QUEUES + "01" + "0163" + "01" + "06" + "00010e",
                "01" + NO_MAP + NO_LOCKS + NO_QUEUES + "01" + "0163" + "01" + "06" + "010161",
                "01" + NO_MAP + NO_LOCKS + NO_QUEUES + "01" + "0163" + "01" + "06" + "020161",
                "01" + NO_MAP + NO_LOCKS + NO_QUEUES + "01" + "0164" + "01" + "06" + "0000");
        List<Long> digests = new ArrayList<>();
        for (String snapshot : snapshots) {
            digests.add(restored(snapshot).digest());
        }
        assertThat(digests).doesNotHaveDuplicates();
    }

    @Test
    void aSnapshotThatNoStoreHasWrittenIsRefusedWithItsPlace() {
        refused("02", "the snapshot can't be read at byte 1 of 1: this node knows version 1 only");
        refused("01", "at byte 1 of 1: it ends in the middle of a field");
        refused("01" + NO_MAP + NO_LOCKS + NO_QUEUES + NO_SESSIONS + "00", "more follows than belongs to it");
        refused("01" + "02" + "0178" + "010e" + "0178" + "010e", "a name stands twice or in the wrong place");
        refused("01" + "02" + "0178" + "010e" + "0177" + "010e", "a name stands twice or in the wrong place");
        refused("01" + "01" + "00" + "010e", "a name stands twice or in the wrong place");
        refused("01" + "01" + "0178" + "00", "there is nothing where a value must be");
        refused("01" + "01" + "0178" + "03010301", "there is no value of type 3");
        refused("01" + "01" + "0178" + "030100", "the value has null where an element must be");
        refused("01" + NO_MAP + "01" + "01" + "016c" + "016f" + "02", "a lock has a token that was never given");
        refused("01" + NO_MAP + "01" + "01" + "016c" + "00" + "01", "the owner must be a text");
        refused("01" + NO_MAP + NO_LOCKS + "01" + "0171" + "00" + NO_SESSIONS, "a queue of 0 elements");
        refused("01" + NO_MAP + NO_LOCKS + "01" + "0171" + "01" + "00", "there is nothing where a value must be");
        refused("01" + NO_MAP + NO_LOCKS + NO_QUEUES + "01" + "0163" + "00" + "06" + "0000", "request has number 0");
        refused("01" + NO_MAP + NO_LOCKS + NO_QUEUES + "01" + "0163" + "01" + "06" + "03", "no answer of kind 3");
        refused("01" + "ffffffffffffffffff01", "it ends in the middle of a field");
    }

    /** What a transaction told may have nothing in it, and lists. */
    @Test
    void theAnswerToATransactionIsRememberedBehindASnapshot() {
        KeyValueStore store = new KeyValueStore();
        KvCommand command = new KvCommand(
                new KvOperation.Transaction(List.of(
                        new KvOperation.Read("x"), new KvOperation.Append("x", "a"), new KvOperation.Read("x"))),
                new Session("c", 1));
        KvResult told = store.apply(1, 0, command);
        KeyValueStore restored = new KeyValueStore();
        restored.restore(store.snapshot());
        assertThat(told).isEqualTo(new KvResult.Ok(Arrays.asList(null, null, List.of("a"))));
        assertThat(restored.apply(2, 0, command)).isEqualTo(told);
        assertThat(restored.digest()).isEqualTo(store.digest());
    }

    private static KeyValueStore store(List<KvOperation> operations) {
        KeyValueStore store = new KeyValueStore();
        for (KvOperation operation : operations) {
            store.apply(1, 0, new KvCommand(operation, null));
        }
        return store;
    }

    private static KeyValueStore restored(String hex) {
        KeyValueStore store = new KeyValueStore();
        store.restore(Bytes.wrap(HexFormat.of().parseHex(hex)));
        assertThat(HexFormat.of().formatHex(store.snapshot().array())).isEqualTo(hex);
        return store;
    }

    private static void refused(String hex, String part) {
        assertThatThrownBy(() -> restored(hex))
                .as(hex)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(part);
    }
}
