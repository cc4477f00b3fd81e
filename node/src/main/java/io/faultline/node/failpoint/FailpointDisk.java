package io.faultline.node.failpoint;

import io.faultline.node.storage.Disk;
import io.faultline.node.storage.DiskFile;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * A disk whose writes may fail and whose syncs may take long.
 *
 * <p>What was written and not yet forced stays in this process: whoever kills it in the middle of a slow sync loses
 * just what a power cut would. Any thread may change how the disk behaves.
 */
final class FailpointDisk implements Disk {
    private final Disk disk;

    /** Guarded by this, as are the next two. */
    private Trouble trouble = Trouble.NONE;

    private int failingWrites;
    private SplittableRandom random = new SplittableRandom(0);

    FailpointDisk(Disk disk) {
        this.disk = disk;
    }

    /**
     * How the disk misbehaves.
     *
     * @param errorProbability that a write fails
     * @param failNextWrites how many of the next writes fail for certain
     * @param extraSyncNanos how much longer a sync takes
     */
    record Trouble(double errorProbability, int failNextWrites, long extraSyncNanos) {
        static final Trouble NONE = new Trouble(0, 0, 0);
    }

    /** Something that is done to the files while nothing else is. */
    interface Damage {
        void doTo(Disk files) throws IOException;
    }

    /** From now on it misbehaves so; which writes fail is drawn from that seed. */
    synchronized void misbehave(Trouble next, long seed) {
        trouble = next;
        failingWrites = next.failNextWrites();
        random = new SplittableRandom(seed);
    }

    /** How it misbehaves; of the writes that fail for certain, those that are left. */
    synchronized Trouble trouble() {
        return new Trouble(trouble.errorProbability(), failingWrites, trouble.extraSyncNanos());
    }

    /** Damages the files and goes on to {@code next} before anybody can write again. */
    synchronized void damage(Damage damage, Runnable next) throws IOException {
        damage.doTo(disk);
        next.run();
    }

    private synchronized void failIfAsked() throws IOException {
        boolean certain = failingWrites > 0;
        double chance = trouble.errorProbability();
        if (certain || chance > 0 && random.nextDouble() < chance) {
            failingWrites = Math.max(0, failingWrites - 1);
            throw new IOException("the disk reports an I/O error, as a failpoint asked for");
        }
    }

    /** Not under the lock: a disk that is slow is no reason to keep a request waiting. */
    private void takeLong() {
        long until = System.nanoTime() + trouble().extraSyncNanos();
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
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
        return new WatchedFile(disk.create(file));
    }

    @Override
    public DiskFile append(Path file) throws IOException {
        return new WatchedFile(disk.append(file));
    }

    @Override
    public synchronized void rename(Path from, Path to) throws IOException {
        disk.rename(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
        disk.delete(file);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        takeLong();
        disk.forceDirectory(directory);
    }

    private final class WatchedFile implements DiskFile {
        private final DiskFile file;
        private final ByteArrayOutputStream unforced = new ByteArrayOutputStream();

        WatchedFile(DiskFile file) {
            this.file = file;
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            failIfAsked();
            unforced.write(bytes);
        }

        /** A log is cut off only where it was read, so nothing unforced lies behind that. */
        @Override
        public void truncate(long length) throws IOException {
            file.truncate(length);
        }

        @Override
        public void force() throws IOException {
            takeLong();
            synchronized (FailpointDisk.this) {
                file.write(unforced.toByteArray());
                unforced.reset();
                file.force();
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
