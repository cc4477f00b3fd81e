package io.faultline.node.storage;

import java.io.Closeable;
import java.io.IOException;

/** An open file that grows at its end. */
public interface DiskFile extends Closeable {
    /** Writes all of the bytes at the end; they are not durable yet. */
    void write(byte[] bytes) throws IOException;

    /** Cuts the file off behind its first {@code length} bytes. */
    void truncate(long length) throws IOException;

    /** Returns when all that was written is durable. */
    void force() throws IOException;
}
