package io.faultline.checkers.history.json;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The lines of a file, one after the other. Each must end in a line feed, so that a file cut off in the middle of a
 * line, even at a place where the rest is good JSON, is never taken for whole.
 */
abstract class LineSource implements Closeable {
    /** Longest line accepted, in bytes or characters: a file that is no history must not fill the memory. */
    static final int LONGEST = 16 << 20;

    private long number;

    /** The next line without its line feed; null when there is none. */
    final String next() throws IOException, BadLine {
        number++;
        return line();
    }

    /** The number of the line {@link #next} returned or failed at, from 1. */
    final long number() {
        return number;
    }

    abstract String line() throws IOException, BadLine;

    static BadLine unfinished() {
        return new BadLine("an unfinished line at the end of the file", "a line feed after the last event");
    }

    static BadLine tooLong() {
        return new BadLine("a line longer than " + LONGEST, "an event");
    }

    /** Lines of bytes that must be UTF-8. */
    static LineSource of(InputStream in) {
        return new OfBytes(in);
    }

    /** Lines of characters. */
    static LineSource of(Reader in) {
        return new OfCharacters(in);
    }

    private static final class OfBytes extends LineSource {
        private final InputStream in;
        private final byte[] buffer = new byte[1 << 16];
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private int position;
        private int limit;

        OfBytes(InputStream in) {
            this.in = in;
        }

        @Override
        String line() throws IOException, BadLine {
            line.reset();
            while (true) {
                if (position == limit) {
                    position = 0;
                    limit = in.read(buffer);
                    if (limit < 0) {
                        limit = 0;
                        if (line.size() > 0) {
                            throw unfinished();
                        }
                        return null;
                    }
                }
                int start = position;
                while (position < limit && buffer[position] != '\n') {
                    position++;
                }
                line.write(buffer, start, position - start);
                if (line.size() > LONGEST) {
                    throw tooLong();
                }
                if (position < limit) {
                    position++;
                    return decoded();
                }
            }
        }

        private String decoded() throws BadLine {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(line.toByteArray()))
                        .toString();
            } catch (CharacterCodingException error) {
                throw new BadLine("bytes that are no characters", "UTF-8");
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    private static final class OfCharacters extends LineSource {
        private final Reader in;
        private final char[] buffer = new char[1 << 14];
        private int position;
        private int limit;

        OfCharacters(Reader in) {
            this.in = in;
        }

        @Override
        String line() throws IOException, BadLine {
            StringBuilder line = new StringBuilder();
            while (true) {
                if (position == limit) {
                    position = 0;
                    limit = in.read(buffer);
                    if (limit < 0) {
                        limit = 0;
                        if (line.length() > 0) {
                            throw unfinished();
                        }
                        return null;
                    }
                }
                int start = position;
                while (position < limit && buffer[position] != '\n') {
                    position++;
                }
                line.append(buffer, start, position - start);
                if (line.length() > LONGEST) {
                    throw tooLong();
                }
                if (position < limit) {
                    position++;
                    return line.toString();
                }
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
