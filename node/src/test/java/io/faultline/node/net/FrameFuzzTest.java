package io.faultline.node.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.node.raft.Bytes;
import io.faultline.node.raft.Configuration;
import io.faultline.node.raft.Entry;
import io.faultline.node.raft.LogTail;
import io.faultline.node.raft.Message;
import io.faultline.node.raft.NodeId;
import io.faultline.node.raft.NodeSet;
import io.faultline.node.raft.Payload;
import io.faultline.node.raft.Snapshot;
import io.faultline.node.testing.Mutation;
import io.faultline.node.testing.Word;
import io.faultline.node.wire.EntryCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Goal: no bytes that a peer may send crash a node or are taken for something nobody said.
 *
 * <p>Method: 10,000 connections of some random frames, damaged; and 10,000 well-formed frames with damaged bodies,
 * which no checksum keeps from the decoder.
 */
class FrameFuzzTest {
    private static final Snapshot.Meta META =
            new Snapshot.Meta(90, 4, 77, 1234, Configuration.of(NodeSet.of(NodeId.of(3))), 50);

    @Test
    void tenThousandDamagedConnectionsAreReadUpToTheDamageAndRefusedThere() {
        int broken = 0;
        for (long seed = 0; seed < 10_000; seed++) {
            Random random = new Random(seed);
            List<Message> said = new ArrayList<>();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(Frames.encode(
                    new Hello(NodeId.of(1 + random.nextInt(63)), NodeId.of(2), "c" + random.nextInt(100))));
            for (int i = random.nextInt(6); i > 0; i--) {
                said.add(message(random));
                out.writeBytes(Frames.encode(said.get(said.size() - 1)));
            }
            byte[] original = out.toByteArray();
            byte[] damaged = Mutation.of(original, random);
            List<Message> heard = new ArrayList<>();
            BrokenFrameException end = readAll(damaged, heard, seed);
            if (end != null) {
                broken++;
                assertThat(end.offset()).as("seed %d", seed).isBetween(0L, (long) damaged.length);
                assertThat(end).hasMessageMatching("from .*, byte " + end.offset() + " of the connection: .+");
            }
            // A frame may be repeated or left out by the damage, but never made.
            assertThat(said).as("seed %d", seed).containsAll(heard);
        }
        assertThat(broken).as("connections refused, of 10,000").isBetween(8_000, 10_000);
    }

    @Test
    void tenThousandDamagedBodiesWithGoodChecksumsAreReadOrRefusedWithAPlace() {
        int broken = 0;
        for (long seed = 0; seed < 10_000; seed++) {
            Random random = new Random(seed);
            byte[] whole = Frames.encode(message(random));
            byte[] body = Mutation.of(Arrays.copyOfRange(whole, Frames.HEADER_LENGTH, whole.length), random);
            byte[] frame = ByteBuffer.allocate(Frames.HEADER_LENGTH + body.length)
                    .putInt(body.length)
                    .putInt(Frames.checksum(body.length, body, 0))
                    .put(body)
                    .array();
            try {
                FrameReader reader = new FrameReader(new ByteArrayInputStream(frame), "n9", new EntryCodec(Word::read));
                Optional<Message> read = random.nextBoolean() ? reader.readMessage() : Optional.empty();
                if (read.isPresent()) {
                    assertThat(Frames.encode(read.get()))
                            .as("seed %d: %s written again", seed, read.get())
                            .isEqualTo(frame);
                } else {
                    reader.readHello();
                }
            } catch (BrokenFrameException e) {
                broken++;
                assertThat(e.offset()).as("seed %d", seed).isBetween(0L, (long) frame.length);
            } catch (IOException | RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + e, e);
            }
        }
        assertThat(broken).as("bodies refused, of 10,000").isBetween(5_000, 9_900);
    }

    private static BrokenFrameException readAll(byte[] bytes, List<Message> heard, long seed) {
        FrameReader reader = new FrameReader(new ByteArrayInputStream(bytes), "n9", new EntryCodec(Word::read));
        try {
            if (reader.readHello().isPresent()) {
                for (Optional<Message> m = reader.readMessage(); m.isPresent(); m = reader.readMessage()) {
                    heard.add(m.get());
                }
            }
            return null;
        } catch (BrokenFrameException e) {
            return e;
        } catch (IOException | RuntimeException e) {
            throw new AssertionError("seed " + seed + ": " + e, e);
        }
    }

    private static Message message(Random random) {
        NodeId from = NodeId.of(1 + random.nextInt(63));
        long term = random.nextInt(1000);
        LogTail tail = new LogTail(random.nextInt(50), random.nextInt(9));
        return switch (random.nextInt(7)) {
            case 0 -> new Message.RequestVote(from, term, tail, random.nextBoolean(), random.nextBoolean());
            case 1 -> new Message.VoteReply(from, term, random.nextInt(9), random.nextBoolean(), random.nextBoolean());
            case 2 -> new Message.AppendEntries(from, term, tail, entries(random), 3, random.nextInt(9), true);
            case 3 -> new Message.InstallSnapshot(from, term, META, 1, 9, Bytes.wrap(new byte[random.nextInt(8)]), 4);
            case 4 -> new Message.SnapshotReply(from, term, 3, 90, random.nextInt(9), random.nextBoolean(), 4);
            case 5 -> new Message.TimeoutNow(from, term);
            default ->
                new Message.AppendReply(
                        from, term, random.nextInt(9), random.nextBoolean(), 4, random.nextInt(9), 2, 7);
        };
    }

    private static List<Entry> entries(Random random) {
        List<Entry> entries = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            Payload payload = switch (random.nextInt(3)) {
                case 0 -> Payload.Noop.NOOP;
                case 1 -> new Payload.ConfigChange(Configuration.of(NodeSet.of(NodeId.of(3))));
                default -> new Word("word " + random.nextInt(1000));
            };
            entries.add(new Entry(1 + random.nextInt(5), random.nextInt(100), payload));
        }
        return List.copyOf(entries);
    }
}
