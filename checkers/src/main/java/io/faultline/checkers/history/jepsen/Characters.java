package io.faultline.checkers.history.jepsen;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import us.bpsm.edn.parser.Parseable;

/**
 * The characters of a file, which must be UTF-8, one after the other, with the place of each.
 *
 * <p>What can't be read is an error when its own turn comes, not when it comes into a buffer, so that the place is right.
 */
final class Characters implements Parseable {
    /** Longest operation, in characters: a file that is no history must not fill the memory. */
    private static final int LONGEST = 16 << 20;

    private static final int BUFFER = 1 << 16;
    private static final char BYTE_ORDER_MARK = '\ufeff';
    private static final int NONE = -2;

    private final InputStream in;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
    private final CharBuffer chars = CharBuffer.allocate(BUFFER);
    private final char[] buffer = chars.array();
    private final DigitLimit digits = new DigitLimit();
    private int position;
    private int limit;
    private boolean ended;
    private IOException trouble;
    private int pushedBack = NONE;
    private long line = 1;
    private long column;
    private long columnBefore;
    private int size;
    private boolean unfinished;

    Characters(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        if (pushedBack != NONE) {
            int back = pushedBack;
            pushedBack = NONE;
            return back;
        }
        int c = next();
        if (c == BYTE_ORDER_MARK && line == 1 && column == 0) {
            c = next();
        }
        if (c == '\n') {
            line++;
            columnBefore = column;
            column = 0;
        } else if (c != END_OF_INPUT) {
            column++;
        }
        if (++size > LONGEST) {
            throw new TooLong("an operation of more than " + LONGEST + " characters");
        }
        digits.see(c);
        return c;
    }

    @Override
    public void unread(int c) {
        pushedBack = c;
    }

    private int next() throws IOException {
        return position < limit || fill() ? buffer[position++] : END_OF_INPUT;
    }

    private boolean fill() throws IOException {
        if (trouble != null) {
            throw trouble;
        }
        chars.clear();
        while (decode() && chars.position() == 0 && !ended) {
            fetch();
        }
        position = 0;
        limit = chars.position();
        if (limit == 0 && trouble != null) {
            throw trouble;
        }
        return limit > 0;
    }

    private boolean decode() {
        CoderResult result = decoder.decode(bytes, chars, ended);
        if (result.isError() && trouble == null) {
            trouble = new CharacterCodingException();
        }
        return trouble == null;
    }

    private void fetch() {
        bytes.compact();
        try {
            int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
            ended = count < 0;
            bytes.position(bytes.position() + Math.max(0, count));
        } catch (IOException error) {
            trouble = error;
        }
        bytes.flip();
    }

    /** Puts the next line, without its line feed, into {@code text}; false when there is none. */
    boolean line(StringBuilder text) throws IOException {
        beginOperation();
        text.setLength(0);
        int c = read();
        boolean any = c != END_OF_INPUT;
        while (c != '\n' && c != END_OF_INPUT) {
            text.append((char) c);
            c = read();
        }
        unfinished = c != '\n';
        return any;
    }

    /** Whether the last {@link #line} had no line feed. */
    boolean unfinished() {
        return unfinished;
    }

    /** From here on another operation is read. */
    void beginOperation() {
        size = 0;
    }

    /** The line of what was read last, from 1. */
    long line() {
        return pushedBack == '\n' ? line - 1 : line;
    }

    /** Where on its line that stands, from 1. */
    long column() {
        return Math.max(1, pushedBack == '\n' ? columnBefore : column);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Something is longer than anything in a history. */
    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;

        TooLong(String what) {
            super(what);
        }
    }

    /** Sees to it that no number is so long that reading it would never end: that takes quadratic time. */
    static final class DigitLimit {
        private static final int MOST = 4_000;

        private int run;

        void see(int c) throws TooLong {
            run = c >= '0' && c <= '9' ? run + 1 : 0;
            if (run > MOST) {
                throw new TooLong("more than " + MOST + " digits in a row");
            }
        }
    }
}
