package io.faultline.node.storage;

import io.faultline.node.raft.HardState;
import io.faultline.node.raft.LogTail;
import io.faultline.node.raft.NodeId;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads the bytes of a write-ahead log from the first to the last.
 *
 * <p><b>Torn or corrupt.</b> Records are written and made durable one at a time, so a crash can spoil only the last,
 * and nothing that depends on it has been said. What a crash leaves of it is a beginning of the record, and behind
 * that nothing, or zeros where the file system had made room. Exactly that is <i>torn</i>: the bytes from the end of
 * the last good record to the end of the file are no longer than a record, and without the zeros at their end they
 * are a proper beginning of one. A torn record is dropped.
 *
 * <p>Anything else is <i>corrupt</i>, and the log is refused: above all a record that is there up to its end mark and
 * whose checksum is wrong, even when it is the last. It was written to its end, so it may have been durable and a vote
 * may have been given on it; to drop it would be to forget that vote. A device that makes the later half of a record
 * durable before the earlier is refused too after a power cut: wrong on the safe side. Two kinds of damage can't be
 * seen by anyone: a last record zeroed from its middle on, and a file cut off where a record ends.
 */
final class LogScanner {
    private final Path file;
    private final byte[] bytes;
    private int at;
    private long records;
    private long incarnation;
    private HardState hardState = HardState.INITIAL;
    private LogTail log = LogTail.EMPTY;
    private String torn;

    private LogScanner(Path file, byte[] bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    /**
     * What was read.
     *
     * @param end where the last good record ends
     * @param torn what is to be cut off behind that, in words
     */
    record Scan(long incarnation, HardState hardState, LogTail log, long records, int end, Optional<String> torn) {}

    /**
     * Reads all records.
     *
     * @throws CorruptLogException when a record is unreadable and not torn, or the log is another node's
     */
    static Scan scan(Path file, byte[] bytes, NodeId node) throws CorruptLogException {
        LogScanner scanner = new LogScanner(file, bytes);
        scanner.readHeader(node);
        while (scanner.torn == null && scanner.at < bytes.length) {
            scanner.readRecord();
        }
        scanner.checkFirstRecords();
        return new Scan(
                scanner.incarnation,
                scanner.hardState,
                scanner.log,
                scanner.records,
                scanner.at,
                Optional.ofNullable(scanner.torn));
    }

    private void readHeader(NodeId node) throws CorruptLogException {
        // The header is durable before the file has its name, so no crash can have cut it short.
        if (bytes.length < LogFormat.HEADER_LENGTH) {
            throw corrupt("is cut off after " + bytes.length + " of " + LogFormat.HEADER_LENGTH + " bytes");
        }
        ByteBuffer header = ByteBuffer.wrap(bytes);
        if (!Arrays.equals(bytes, 0, LogFormat.MAGIC.length, LogFormat.MAGIC, 0, LogFormat.MAGIC.length)) {
            throw corrupt("does not begin like the log of a node");
        }
        int version = bytes[LogFormat.MAGIC.length];
        if (version != LogFormat.VERSION) {
            throw corrupt("says version " + version + " where this program knows version " + LogFormat.VERSION);
        }
        int stored = header.getInt(LogFormat.HEADER_LENGTH - 4);
        int computed = LogFormat.checksum(bytes, 0, LogFormat.HEADER_LENGTH - 4);
        if (stored != computed) {
            throw corrupt(mismatch(stored, computed));
        }
        int owner = bytes[LogFormat.MAGIC.length + 1];
        if (owner != node.number()) {
            throw corrupt("belongs to n" + owner + " where " + node + " wants to start");
        }
        at = LogFormat.HEADER_LENGTH;
    }

    private void checkFirstRecords() throws CorruptLogException {
        if (records < LogFormat.FIRST_RECORDS || incarnation == 0) {
            throw corrupt("is missing, but was durable before the file got its name");
        }
    }

    private void readRecord() throws CorruptLogException {
        int left = bytes.length - at;
        int written = left;
        while (written > 0 && bytes[at + written - 1] == 0) {
            written--;
        }
        // From here on a look at a byte needs it among the written ones: the others may be mere room.
        if (written < 5) {
            dropIfBeginning(left, written, lengthOfBeginning(written));
            return;
        }
        int type = bytes[at + 4];
        int payload = LogFormat.payloadLength(type);
        if (payload < 0) {
            throw corrupt("has the unknown type " + type);
        }
        int length = ByteBuffer.wrap(bytes).getInt(at);
        if (length != payload) {
            throw corrupt("says length " + Integer.toUnsignedString(length) + ", but type " + type + " has length "
                    + payload);
        }
        int whole = LogFormat.OVERHEAD + payload;
        if (written < whole) {
            dropIfBeginning(left, written, whole);
        } else {
            take(type, payload, whole);
        }
    }

    /** How long the record is that begins with so few bytes, at most; of the length only the last byte is not 0. */
    private int lengthOfBeginning(int written) throws CorruptLogException {
        if (written == 0) {
            return LogFormat.LONGEST_RECORD;
        }
        for (int type = LogFormat.STATE; type <= LogFormat.TAIL; type++) {
            int payload = LogFormat.payloadLength(type);
            if (written == 4 && ByteBuffer.wrap(bytes).getInt(at) == payload) {
                return LogFormat.OVERHEAD + payload;
            }
        }
        throw corrupt("begins with a length that no record has");
    }

    private void dropIfBeginning(int left, int written, int whole) throws CorruptLogException {
        if (left > whole) {
            throw corrupt(
                    written == 0
                            ? "is missing: there are " + left + " zero bytes in its place"
                            : "breaks off after " + written + " bytes, but the file goes on");
        }
        if (records < LogFormat.FIRST_RECORDS) {
            throw corrupt("breaks off after " + written + " bytes, but was durable before the file got its name");
        }
        torn = file + ": record " + (records + 1) + " at byte " + at + " was torn by a crash, " + left
                + " bytes of it are dropped; nothing was said on the strength of it";
    }

    private void take(int type, int payload, int whole) throws CorruptLogException {
        int mark = bytes[at + whole - 1] & 0xFF;
        if (mark != LogFormat.END_MARK) {
            throw corrupt("ends with the mark " + Integer.toHexString(mark) + " instead of "
                    + Integer.toHexString(LogFormat.END_MARK));
        }
        int stored = ByteBuffer.wrap(bytes).getInt(at + 5 + payload);
        int computed = LogFormat.recordChecksum(records + 1, bytes, at, 5 + payload);
        if (stored != computed) {
            throw corrupt(mismatch(stored, computed));
        }
        try {
            apply(LogFormat.decode(type, ByteBuffer.wrap(bytes, at + 5, payload)));
        } catch (IllegalArgumentException e) {
            throw corrupt("has a good checksum but holds " + e.getMessage());
        }
        records++;
        at += whole;
    }

    private void apply(LogRecord record) {
        if (record instanceof LogRecord.State state) {
            hardState = state.state();
        } else if (record instanceof LogRecord.Incarnation counted) {
            incarnation = counted.number();
        } else if (record instanceof LogRecord.Tail tail) {
            log = tail.tail();
        }
    }

    private CorruptLogException corrupt(String what) {
        return new CorruptLogException(file, at, at == 0 ? 0 : records + 1, what);
    }

    private static String mismatch(int stored, int computed) {
        return String.format("has the checksum %08x, but its bytes give %08x", stored, computed);
    }
}
