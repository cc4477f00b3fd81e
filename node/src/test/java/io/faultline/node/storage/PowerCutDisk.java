package io.faultline.node.storage;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A disk in memory that loses power after a given number of steps, and can then tell every content it may have
 * afterwards.
 *
 * <p>Each byte written is a step, and so is each other operation that changes something. After a power cut the
 * changes to names that were not forced are there up to some moment, and of the bytes that were not forced some
 * first ones are there: with nothing behind them, with zeros in place of the others, or with what was there before the file
 * was cut off.
 */
final class PowerCutDisk implements Disk {
    static final class PowerCut extends IOException {
        private static final long serialVersionUID = 1;
    }

    private enum Behind {
        NOTHING,
        ZEROS,
        WHAT_WAS_CUT_OFF
    }

    private final Map<Path, Content> names = new LinkedHashMap<>();
    private final List<Map<Path, Content>> pastNames = new ArrayList<>();
    private long stepsLeft;
    private long stepsDone;

    /** An empty disk with power for that many steps. */
    PowerCutDisk(long steps) {
        this.stepsLeft = steps;
        pastNames.add(Map.of());
    }

    /** An empty disk whose power stays. */
    PowerCutDisk() {
        this(Long.MAX_VALUE);
    }

    /** This disk's content, forced, with power for that many steps. */
    PowerCutDisk copy(long steps) {
        PowerCutDisk copy = new PowerCutDisk(steps);
        names.forEach((name, content) -> copy.names.put(name, new Content(content.current())));
        copy.settleNames();
        return copy;
    }

    long stepsDone() {
        return stepsDone;
    }

    byte[] bytes(Path file) {
        return names.get(file).current();
    }

    void put(Path file, byte[] bytes) {
        names.put(file, new Content(bytes));
        settleNames();
    }

    /** Every disk that this one may be after a power cut now. */
    List<PowerCutDisk> afterPowerCut() {
        List<PowerCutDisk> outcomes = new ArrayList<>();
        List<Map<Path, Content>> moments = new ArrayList<>(pastNames);
        moments.add(names);
        for (Map<Path, Content> moment : moments) {
            int unforced =
                    moment.values().stream().mapToInt(Content::unforced).max().orElse(0);
            for (int kept = 0; kept <= unforced; kept++) {
                outcomes.add(afterPowerCut(moment, kept, Behind.NOTHING));
                if (kept < unforced) {
                    outcomes.add(afterPowerCut(moment, kept, Behind.ZEROS));
                }
                if (moment.values().stream().anyMatch(content -> content.cutOff.length > 0)) {
                    outcomes.add(afterPowerCut(moment, kept, Behind.WHAT_WAS_CUT_OFF));
                }
            }
        }
        return outcomes;
    }

    private static PowerCutDisk afterPowerCut(Map<Path, Content> moment, int kept, Behind behind) {
        PowerCutDisk outcome = new PowerCutDisk();
        moment.forEach((name, content) -> outcome.put(name, content.afterPowerCut(kept, behind)));
        return outcome;
    }

    @Override
    public void createDirectories(Path directory) {}

    @Override
    public Closeable lock(Path directory) {
        return () -> {};
    }

    @Override
    public boolean exists(Path file) {
        return names.containsKey(file);
    }

    @Override
    public List<String> names(Path directory) {
        return names.keySet().stream()
                .map(file -> file.getFileName().toString())
                .toList();
    }

    @Override
    public byte[] read(Path file, int limit) throws IOException {
        byte[] all = content(file).current();
        return Arrays.copyOf(all, Math.min(limit, all.length));
    }

    @Override
    public DiskFile create(Path file) throws IOException {
        changeNames();
        Content content = new Content(new byte[0]);
        names.put(file, content);
        return new OpenFile(content);
    }

    @Override
    public DiskFile append(Path file) throws IOException {
        return new OpenFile(content(file));
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        changeNames();
        names.put(to, names.remove(from));
    }

    @Override
    public void delete(Path file) throws IOException {
        if (names.containsKey(file)) {
            changeNames();
            names.remove(file);
        }
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        step();
        settleNames();
    }

    private Content content(Path file) throws NoSuchFileException {
        Content content = names.get(file);
        if (content == null) {
            throw new NoSuchFileException(file.toString());
        }
        return content;
    }

    private void changeNames() throws PowerCut {
        step();
        pastNames.add(new LinkedHashMap<>(names));
    }

    private void settleNames() {
        pastNames.clear();
    }

    private void step() throws PowerCut {
        if (stepsLeft == 0) {
            throw new PowerCut();
        }
        stepsLeft--;
        stepsDone++;
    }

    /** What a file holds: the forced bytes and those written since. */
    private static final class Content {
        private byte[] forced;
        private byte[] cutOff = new byte[0];
        private final ByteArrayOutputStream since = new ByteArrayOutputStream();

        Content(byte[] forced) {
            this.forced = forced;
        }

        int unforced() {
            return since.size();
        }

        byte[] current() {
            return afterPowerCut(since.size(), Behind.NOTHING);
        }

        byte[] afterPowerCut(int kept, Behind behind) {
            byte[] tail = since.toByteArray();
            int keep = Math.min(kept, tail.length);
            byte[] rest = switch (behind) {
                case NOTHING -> new byte[0];
                case ZEROS -> new byte[tail.length];
                case WHAT_WAS_CUT_OFF -> cutOff;
            };
            byte[] result = Arrays.copyOf(forced, forced.length + Math.max(keep, rest.length));
            System.arraycopy(rest, 0, result, forced.length, rest.length);
            System.arraycopy(tail, 0, result, forced.length, keep);
            return result;
        }

        void write(byte b) {
            since.write(b);
        }

        void truncate(int length) {
            byte[] all = current();
            forced = Arrays.copyOf(all, length);
            cutOff = Arrays.copyOfRange(all, length, all.length);
            since.reset();
        }

        void force() {
            forced = current();
            cutOff = new byte[0];
            since.reset();
        }
    }

    private final class OpenFile implements DiskFile {
        private final Content content;

        OpenFile(Content content) {
            this.content = content;
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            for (byte b : bytes) {
                step();
                content.write(b);
            }
        }

        @Override
        public void truncate(long length) throws IOException {
            step();
            content.truncate((int) length);
        }

        @Override
        public void force() throws IOException {
            step();
            content.force();
        }

        @Override
        public void close() {}
    }
}
