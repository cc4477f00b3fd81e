package io.faultline.node.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What a write-ahead log asks of a file system. */
public interface Disk {
    /** Makes a directory and those above it that are missing; they are durable on return. */
    void createDirectories(Path directory) throws IOException;

    /**
     * Takes a directory for the caller alone, until the result is closed or the process ends.
     *
     * @throws DirectoryInUseException when another holder has it
     */
    Closeable lock(Path directory) throws IOException;

    boolean exists(Path file) throws IOException;

    /** The names of the files in a directory, in no order. */
    List<String> names(Path directory) throws IOException;

    /** The content of a file, but at most its first {@code limit} bytes. */
    byte[] read(Path file, int limit) throws IOException;

    /** Makes an empty file, in place of one that may be there. */
    DiskFile create(Path file) throws IOException;

    /** Opens a file to write behind its end. */
    DiskFile append(Path file) throws IOException;

    /** Gives a file another name, in place of a file that may have it; after a power cut it has one or the other. */
    void rename(Path from, Path to) throws IOException;

    /** Removes a file if it is there. */
    void delete(Path file) throws IOException;

    /** Returns when the names in a directory are durable. */
    void forceDirectory(Path directory) throws IOException;
}
