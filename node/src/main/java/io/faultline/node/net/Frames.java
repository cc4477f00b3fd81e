package io.faultline.node.net;

import io.faultline.node.raft.LogTail;
import io.faultline.node.raft.Message;
import io.faultline.node.raft.Message.AppendEntries;
import io.faultline.node.raft.Message.AppendReply;
import io.faultline.node.raft.Message.RequestVote;
import io.faultline.node.raft.Message.VoteReply;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The bytes on the wire. All numbers are big-endian.
 *
 * <pre>
 * frame    2  length n of the body, 1 to 128          body   1  version, 1
 *          4  CRC32C of length and body                      1  kind
 *          n  body                                           …  fields
 *
 * kind 1   hello           from (1), to (1), length of the name (1), name
 * kind 2   RequestVote     from (1), term (8), last index (8), last term (8), pre-vote (1)
 * kind 3   VoteReply       from (1), term (8), request's term (8), granted (1), pre-vote (1)
 * kind 4   AppendEntries   from (1), term (8)
 * kind 5   AppendReply     from (1), term (8), request's term (8), success (1)
 * </pre>
 *
 * <p>Encoding only; {@link FrameReader} is the way back.
 */
final class Frames {
    static final int VERSION = 1;
    static final int HEADER_LENGTH = 6;
    static final int LONGEST_BODY = 128;
    static final int LONGEST = HEADER_LENGTH + LONGEST_BODY;

    static final int HELLO = 1;
    static final int REQUEST_VOTE = 2;
    static final int VOTE_REPLY = 3;
    static final int APPEND_ENTRIES = 4;
    static final int APPEND_REPLY = 5;

    /** No cluster gets that far; a node that was told so could not count on. */
    static final long HIGHEST_TERM = Long.MAX_VALUE / 2;

    private Frames() {}

    /** Appends a hello frame to the buffer, which must have room for {@link #LONGEST} bytes. */
    static void put(ByteBuffer out, Hello hello) {
        int start = begin(out, HELLO);
        byte[] name = hello.nameBytes();
        out.put((byte) hello.from().number()).put((byte) hello.to().number());
        out.put((byte) name.length).put(name);
        end(out, start);
    }

    /** Appends a message's frame to the buffer, which must have room for {@link #LONGEST} bytes. */
    static void put(ByteBuffer out, Message message) {
        int start = begin(out, kindOf(message));
        out.put((byte) message.from().number()).putLong(message.term());
        if (message instanceof RequestVote request) {
            LogTail log = request.log();
            out.putLong(log.index()).putLong(log.term()).put(bit(request.preVote()));
        } else if (message instanceof VoteReply reply) {
            out.putLong(reply.requestTerm()).put(bit(reply.granted())).put(bit(reply.preVote()));
        } else if (message instanceof AppendReply reply) {
            out.putLong(reply.requestTerm()).put(bit(reply.success()));
        }
        end(out, start);
    }

    static int checksum(byte[] body) {
        CRC32C crc = new CRC32C();
        crc.update(body.length >> 8);
        crc.update(body.length);
        crc.update(body, 0, body.length);
        return (int) crc.getValue();
    }

    private static int begin(ByteBuffer out, int kind) {
        int start = out.position();
        out.position(start + HEADER_LENGTH);
        out.put((byte) VERSION).put((byte) kind);
        return start;
    }

    private static void end(ByteBuffer out, int start) {
        byte[] body = new byte[out.position() - start - HEADER_LENGTH];
        out.get(start + HEADER_LENGTH, body);
        out.putShort(start, (short) body.length);
        out.putInt(start + 2, checksum(body));
    }

    private static int kindOf(Message message) {
        if (message instanceof RequestVote) {
            return REQUEST_VOTE;
        }
        if (message instanceof VoteReply) {
            return VOTE_REPLY;
        }
        return message instanceof AppendEntries ? APPEND_ENTRIES : APPEND_REPLY;
    }

    private static byte bit(boolean value) {
        return (byte) (value ? 1 : 0);
    }
}
