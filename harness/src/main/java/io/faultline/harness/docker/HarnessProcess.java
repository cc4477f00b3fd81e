package io.faultline.harness.docker;

import java.time.Instant;
import java.util.Optional;

/**
 * One run of a harness on this machine, as a word for a label: its process number, and when it began, as numbers come
 * again.
 *
 * @param began in milliseconds since 1970, 0 where the machine does not tell
 */
record HarnessProcess(long pid, long began) {
    static HarnessProcess current() {
        return of(ProcessHandle.current());
    }

    static HarnessProcess of(ProcessHandle process) {
        return new HarnessProcess(
                process.pid(),
                process.info().startInstant().map(Instant::toEpochMilli).orElse(0L));
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
