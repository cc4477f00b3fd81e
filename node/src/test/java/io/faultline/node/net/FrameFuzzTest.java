package io.faultline.node.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.node.raft.LogTail;
import io.faultline.node.raft.Message;
import io.faultline.node.raft.NodeId;
import io.faultline.node.testing.Mutation;
import java.io.ByteArrayInputStream;
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
    @Test
    void tenThousandDamagedConnectionsAreReadUpToTheDamageAndRefusedThere() {
        int broken = 0;
        for (long seed = 0; seed < 10_000; seed++) {
            Random random = new Random(seed);
            List<Message> said = new ArrayList<>();
            ByteBuffer out = ByteBuffer.allocate(10 * Frames.LONGEST);
            Frames.put(out, new Hello(NodeId.of(1 + random.nextInt(63)), NodeId.of(2), "c" + random.nextInt(100)));
            for (int i = random.nextInt(6); i > 0; i--) {
                said.add(message(random));
                Frames.put(out, said.get(said.size() - 1));
            }
            byte[] original = Arrays.copyOf(out.array(), out.position());
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
            ByteBuffer out = ByteBuffer.allocate(Frames.LONGEST);
            Frames.put(out, message(random));
            byte[] body = Mutation.of(Arrays.copyOfRange(out.array(), Frames.HEADER_LENGTH, out.position()), random);
            byte[] frame = ByteBuffer.allocate(Frames.HEADER_LENGTH + body.length)
                    .putShort((short) body.length)
                    .putInt(Frames.checksum(body))
                    .put(body)
                    .array();
            try {
                FrameReader reader = new FrameReader(new ByteArrayInputStream(frame), "n9");
                Optional<Message> read = random.nextBoolean() ? reader.readMessage() : Optional.empty();
                if (read.isPresent()) {
                    ByteBuffer again = ByteBuffer.allocate(Frames.LONGEST);
                    Frames.put(again, read.get());
                    assertThat(Arrays.copyOf(again.array(), again.position()))
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
        FrameReader reader = new FrameReader(new ByteArrayInputStream(bytes), "n9");
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
        return switch (random.nextInt(4)) {
            case 0 ->
                new Message.RequestVote(
                        from, term, new LogTail(random.nextInt(50), random.nextInt(9)), random.nextBoolean());
            case 1 -> new Message.VoteReply(from, term, random.nextInt(9), random.nextBoolean(), random.nextBoolean());
            case 2 -> new Message.AppendEntries(from, term);
            default -> new Message.AppendReply(from, term, random.nextInt(9), random.nextBoolean());
        };
    }
}
