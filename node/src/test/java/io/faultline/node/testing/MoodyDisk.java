package io.faultline.node.testing;

import io.faultline.node.storage.Disk;
import io.faultline.node.storage.DiskFile;
import io.faultline.node.storage.FileSystemDisk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The real file system, which does what the test says whenever something is to be made durable. */
public final class MoodyDisk implements Disk {
    /** What happens before a file is forced. */
    public interface Mood {
        void beforeForce() throws IOException;
    }

    private final Disk disk = new FileSystemDisk();
    private volatile Mood mood = () -> {};

    public void mood(Mood next) {
        mood = next;
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
        return new MoodyFile(disk.create(file));
    }

    @Override
    public DiskFile append(Path file) throws IOException {
        return new MoodyFile(disk.append(file));
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

    private final class MoodyFile implements DiskFile {
        private final DiskFile file;

        MoodyFile(DiskFile file) {
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
            mood.beforeForce();
            file.force();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
