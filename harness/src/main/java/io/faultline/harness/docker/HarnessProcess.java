package io.faultline.harness.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * One run of a harness on this machine, as a word for a label: its process number, and when it began, as numbers come
 * again.
 *
 * @param began on Linux in ticks since the machine started, elsewhere in milliseconds since 1970; 0 where it is not told
 */
record HarnessProcess(long pid, long began) {
    /** Where, after the name of the program, {@code /proc/PID/stat} tells when a process began. */
    private static final int BEGAN_FIELD = 19;

    static HarnessProcess current() {
        return of(ProcessHandle.current());
    }

    static HarnessProcess of(ProcessHandle process) {
        long began = ticks(process.pid())
                .or(() -> process.info().startInstant().map(Instant::toEpochMilli))
                .orElse(0L);
        return new HarnessProcess(process.pid(), began);
    }

    /**
     * Linux counts in ticks since its start. The JDK makes an instant of that with the wall clock, which is another one
     * after the clock was put right: a run that goes on would look like one that has ended, and be removed.
     */
    private static Optional<Long> ticks(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // The name of a program may hold anything, also spaces and parentheses.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
            return Optional.of(Long.parseLong(fields[BEGAN_FIELD]));
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException notLinux) {
            return Optional.empty();
        }
    }

    String word() {
        return pid + "-" + began;
    }

    /** Whether the harness of that word still runs here; what is no such word belongs to none. */
    static boolean runs(String word) {
        return read(word)
                .flatMap(wanted -> ProcessHandle.of(wanted.pid)
                        .filter(ProcessHandle::isAlive)
                        .map(found -> of(found).equals(wanted)))
                .orElse(false);
    }

    private static Optional<HarnessProcess> read(String word) {
        if (word == null || !word.matches("\\d{1,18}-\\d{1,18}")) {
            return Optional.empty();
        }
        int dash = word.indexOf('-');
        return Optional.of(
                new HarnessProcess(Long.parseLong(word.substring(0, dash)), Long.parseLong(word.substring(dash + 1))));
    }
}
