package io.faultline.node.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The machine's disk, and how often it was asked to make a file durable. */
final class CountingDisk implements Disk {
    private final Disk disk = new FileSystemDisk();
    private long forced;

    long forced() {
        return forced;
    }

    @Override
    public void createDirectories(Path directory) throws IOException {
        disk.createDirectories(directory);
    }

    @Override
    public Closeable lock(Path directory) throws IOException {
        return disk.lock(directory);
    }

    @Override
    public boolean exists(Path file) throws IOException {
        return disk.exists(file);
    }

    @Override
    public List<String> names(Path directory) throws IOException {
        return disk.names(directory);
    }

    @Override
    public byte[] read(Path file, int limit) throws IOException {
        return disk.read(file, limit);
    }

    @Override
    public DiskFile create(Path file) throws IOException {
        return new Counted(disk.create(file));
    }

    @Override
    public DiskFile append(Path file) throws IOException {
        return new Counted(disk.append(file));
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        disk.rename(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
        disk.delete(file);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        disk.forceDirectory(directory);
    }

    private final class Counted implements DiskFile {
        private final DiskFile file;

        Counted(DiskFile file) {
            this.file = file;
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            file.write(bytes);
        }

        @Override
        public void truncate(long length) throws IOException {
            file.truncate(length);
        }

        @Override
        public void force() throws IOException {
            forced++;
            file.force();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
