package io.faultline.checkers.history.json;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The bytes of a history file, unpacked on the way when the file is packed by gzip, whatever its name.
 *
 * <p>What was packed and is damaged or cut off ends in an error that {@link #refuseDamage} puts into words.
 */
public final class HistoryBytes {
    private static final int BUFFER = 1 << 16;
    private static final int MAGIC = 0x1f8b;
    private static final int TRAILER = 8;

    private HistoryBytes() {}

    /** The bytes of this file. */
    public static InputStream open(Path file) throws IOException {
        return unpacked(Files.newInputStream(file));
    }

    /** These bytes, unpacked if they are packed; closing what is returned closes {@code in}. */
    public static InputStream unpacked(InputStream in) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, BUFFER);
        try {
            buffered.mark(2);
            int magic = buffered.read() << Byte.SIZE | buffered.read();
            buffered.reset();
            return magic == MAGIC ? new Unpacking(buffered) : buffered;
        } catch (IOException error) {
            buffered.close();
            throw error;
        }
    }

    /**
     * Says so when this error, met while reading {@link #open these bytes}, tells of damaged packing; else does nothing.
     *
     * @param place how far the reading had come: {@code "line 3"}
     */
    public static void refuseDamage(IOException error, String file, String place) {
        if (error instanceof ZipException) {
            String found = "damaged gzip data (" + error.getMessage() + ")";
            throw new MalformedHistoryException(file, place, found, "the file as it was packed");
        }
        if (error instanceof EOFException) {
            throw new MalformedHistoryException(
                    file, place, "the end of the gzip data in its middle", "the file as it was packed");
        }
    }

    /** Also notices what stands behind the packed data, which the library passes over in silence. */
    private static final class Unpacking extends GZIPInputStream {

        Unpacking(InputStream in) throws IOException {
            super(in, BUFFER);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            if (count < 0 && (inf.getRemaining() > TRAILER || in.read() >= 0)) {
                throw new ZipException("there is more behind its end");
            }
            return count;
        }
    }
}
