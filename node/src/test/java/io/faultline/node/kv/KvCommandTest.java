package io.faultline.node.kv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.node.raft.Bytes;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class KvCommandTest {
    @Test
    void aCommandThatWasWrittenAndReadIsEqualHasTheSameHashAndTheSizeItSaid() {
        for (long seed = 0; seed < 5_000; seed++) {
            KvCommand command = command(seed);
            int size = command.size();
            long hash = command.hash();
            KvCommand read = KvCommand.read(command.bytes());
            assertThat(read).as("seed %d", seed).isEqualTo(command).hasSameHashCodeAs(command);
            assertThat(read.operation()).as("seed %d", seed).isEqualTo(command.operation());
            assertThat(read.hash()).as("seed %d: hash of %s", seed, command).isEqualTo(hash);
            assertThat(read.size()).as("seed %d: size of %s", seed, command).isEqualTo(size);
            assertThat(command.bytes().length())
                    .as("seed %d: %s", seed, command)
                    .isEqualTo(size);
        }
    }

    @Test
    void differentCommandsHaveDifferentHashesAndBytes() {
        Map<Long, KvCommand> byHash = new HashMap<>();
        Map<Bytes, KvCommand> byBytes = new HashMap<>();
        for (long seed = 0; seed < 20_000; seed++) {
            KvCommand command = command(seed);
            assertThat(byHash.merge(command.hash(), command, (a, b) -> a)).isEqualTo(command);
            assertThat(byBytes.merge(command.bytes(), command, (a, b) -> a)).isEqualTo(command);
        }
        assertThat(byHash).as("commands").hasSizeGreaterThan(10_000);
    }

    /** The bytes stand in logs: they mean the same for ever. */
    @Test
    void theBytesOfAWriteAreThese() {
        KvCommand command = new KvCommand(new KvOperation.Write("x", -3), new Session("c1", 300));
        assertThat(HexFormat.of().formatHex(command.bytes().array()))
                .isEqualTo("01" + "01" + "026331" + "ac02" + "02" + "0178" + "0105");
        assertThat(command.bytes()).as("made once").isSameAs(command.bytes());
    }

    @Test
    void wholeNumbersBecomeLongsAndListsAreCopied() {
        assertThat(new KvOperation.Write("x", 7)).isEqualTo(new KvOperation.Write("x", 7L));
        assertThat(new KvOperation.CompareAndSet("x", List.of(1), (byte) 2))
                .isEqualTo(new KvOperation.CompareAndSet("x", List.of(1L), 2L));
        assertThat(new KvOperation.Append("x", (short) 7).element()).isEqualTo(7L);
        assertThat(new KvOperation.Enqueue("q", List.of("a", 1)).element()).isEqualTo(List.of("a", 1L));
    }

    @Test
    void anotherTypeIsNoValue() {
        refused("a value is a whole number", () -> new KvOperation.Write("x", 1.5));
        refused("a value is a whole number", () -> new KvOperation.CompareAndSet("x", null, true));
        refused("an element must be, a whole number or a text", () -> new KvOperation.Write("x", List.of(List.of(1))));
        refused("an element must be, a whole number or a text", () -> new KvOperation.Append("x", List.of(1)));
        refused("an element must be, a whole number or a text", () -> new KvOperation.Append("x", null));
        refused("null stands for no value", () -> new KvOperation.Enqueue("q", null));
    }

    @Test
    void eachLimitIsKeptToTheLastByte() {
        String key = "ä".repeat(KvLimits.KEY_BYTES / 2);
        assertThatCode(() -> new KvOperation.Read(key)).doesNotThrowAnyException();
        refused("the key has a text of 1025 bytes, more than the 1024 allowed", () -> new KvOperation.Read(key + "x"));
        refused("the key must be a text", () -> new KvOperation.Dequeue(""));
        refused("the key must be a text", () -> new KvOperation.Acquire(null, "o"));
        refused("the owner must be a text", () -> new KvOperation.Release("l", ""));
        refused("the owner has a text of 129 bytes", () -> new KvOperation.Acquire("l", "o".repeat(129)));
        refused("the client has a text of 129 bytes", () -> new Session("c".repeat(129), 1));
        refused("the client must be a text", () -> new Session("", 1));
        refused("the serial must be 1 or more, not 0", () -> new Session("c", 0));
        String text = "€".repeat(KvLimits.TEXT_BYTES / 3);
        assertThatCode(() -> new KvOperation.Write("x", text + "x")).doesNotThrowAnyException();
        refused("the value has a text of 65537 bytes", () -> new KvOperation.Write("x", text + "xx"));
        refused("half a character", () -> new KvOperation.Write("x", "\uD83D"));
        refused("half a character", () -> new KvOperation.Read("\uDE00\uD83D"));
    }

    @Test
    void aTransactionHasFewStepsAndACommandFewBytes() {
        KvOperation step = new KvOperation.Write("x", "x".repeat(10_000));
        List<KvOperation> most = Collections.nCopies(KvLimits.STEPS, new KvOperation.Read("x"));
        KvCommand command = new KvCommand(new KvOperation.Transaction(most), null);
        assertThat(KvCommand.read(command.bytes())).isEqualTo(command);
        refused(
                "a transaction of 129 steps",
                () -> new KvOperation.Transaction(Collections.nCopies(KvLimits.STEPS + 1, step)));
        refused(
                "the value makes a command of 12",
                () -> new KvCommand(new KvOperation.Transaction(Collections.nCopies(128, step)), null));
        refused(
                "a transaction reads, writes and appends, no more",
                () -> new KvOperation.Transaction(List.of(new KvOperation.Delete("x"))));
    }

    @Test
    void onlyWhatChangesNothingIsARead() {
        KvOperation read = new KvOperation.Read("x");
        assertThat(read.isRead()).isTrue();
        assertThat(new KvOperation.Transaction(List.of(read, read)).isRead()).isTrue();
        assertThat(new KvOperation.Transaction(List.of(read, new KvOperation.Append("x", 1))).isRead())
                .isFalse();
        assertThat(new KvOperation.Dequeue("q").isRead()).isFalse();
    }

    private static KvCommand command(long seed) {
        Random random = new Random(seed);
        RandomCommands commands = new RandomCommands(random, 100);
        Session session = random.nextBoolean() ? new Session("c" + random.nextInt(9), 1 + random.nextInt(500)) : null;
        return new KvCommand(commands.operation(), session);
    }

    private static void refused(String part, ThrowingCallable what) {
        assertThatThrownBy(what).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(part);
    }
}
