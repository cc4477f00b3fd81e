package io.faultline.node.storage;

import io.faultline.node.raft.HardState;
import io.faultline.node.raft.LogTail;
import io.faultline.node.raft.NodeId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * The bytes of a write-ahead log. All numbers are big-endian.
 *
 * <pre>
 * header   8  "FLNODLOG"              record   4  length n of the payload
 *          1  version, 1                       1  type
 *          1  number of the node               n  payload
 *          2  zero                             4  CRC32C of record number (8 bytes), length, type, payload
 *          4  CRC32C of the above              1  end mark, 0xE5
 *
 * type 1   term (8), vote (1)         type 2   incarnation (8)         type 3   index (8), term (8)
 * </pre>
 *
 * <p>The checksum covers the record's number, counted from 1, though the number is not stored: so a record that is
 * lost, doubled or moved is noticed too. The end mark is not zero, so that a record whose end never reached the disk
 * can be told from one that was damaged later, see {@link LogScanner}.
 */
final class LogFormat {
    static final byte[] MAGIC = "FLNODLOG".getBytes(StandardCharsets.US_ASCII);
    static final int VERSION = 1;
    static final int HEADER_LENGTH = 16;

    static final int STATE = 1;
    static final int INCARNATION = 2;
    static final int TAIL = 3;

    static final int END_MARK = 0xE5;
    /** What a record takes besides its payload. */
    static final int OVERHEAD = 4 + 1 + 4 + 1;

    static final int LONGEST_RECORD = OVERHEAD + 16;

    /** A file begins with one record of each type; they are durable before it gets its name. */
    static final int FIRST_RECORDS = 3;

    private LogFormat() {}

    static byte[] header(NodeId node) {
        ByteBuffer buffer = ByteBuffer.allocate(HEADER_LENGTH);
        buffer.put(MAGIC).put((byte) VERSION).put((byte) node.number()).putShort((short) 0);
        buffer.putInt(checksum(buffer.array(), 0, HEADER_LENGTH - 4));
        return buffer.array();
    }

    static byte[] encode(long number, LogRecord record) {
        int type = typeOf(record);
        int length = payloadLength(type);
        ByteBuffer buffer = ByteBuffer.allocate(OVERHEAD + length);
        buffer.putInt(length).put((byte) type);
        if (record instanceof LogRecord.State state) {
            buffer.putLong(state.state().term()).put((byte) state.state().vote());
        } else if (record instanceof LogRecord.Incarnation incarnation) {
            buffer.putLong(incarnation.number());
        } else if (record instanceof LogRecord.Tail tail) {
            buffer.putLong(tail.tail().index()).putLong(tail.tail().term());
        }
        buffer.putInt(recordChecksum(number, buffer.array(), 0, 5 + length)).put((byte) END_MARK);
        return buffer.array();
    }

    /**
     * The record with that payload.
     *
     * @throws IllegalArgumentException when its values are out of range
     */
    static LogRecord decode(int type, ByteBuffer payload) {
        return switch (type) {
            case STATE -> new LogRecord.State(new HardState(payload.getLong(), payload.get()));
            case INCARNATION -> new LogRecord.Incarnation(positive(payload.getLong()));
            case TAIL -> new LogRecord.Tail(new LogTail(payload.getLong(), payload.getLong()));
            default -> throw new IllegalArgumentException("type " + type);
        };
    }

    /** How long the payload of that type is; -1 for no type. */
    static int payloadLength(int type) {
        return switch (type) {
            case STATE -> 9;
            case INCARNATION -> 8;
            case TAIL -> 16;
            default -> -1;
        };
    }

    static int recordChecksum(long number, byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(8).putLong(0, number));
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }

    static int checksum(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }

    private static int typeOf(LogRecord record) {
        if (record instanceof LogRecord.State) {
            return STATE;
        }
        return record instanceof LogRecord.Incarnation ? INCARNATION : TAIL;
    }

    private static long positive(long incarnation) {
        if (incarnation < 1) {
            throw new IllegalArgumentException("incarnation " + incarnation);
        }
        return incarnation;
    }
}
