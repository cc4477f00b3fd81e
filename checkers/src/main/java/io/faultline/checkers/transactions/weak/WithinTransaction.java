package io.faultline.checkers.transactions.weak;

import java.util.Arrays;

/** What a transaction forces by what it read itself. */
final class WithinTransaction {
    private final Accesses accesses;
    private final Forced forced;
    private final int[] sourceOf;
    private final int[] stampOf;

    WithinTransaction(Accesses accesses, Forced forced) {
        this.accesses = accesses;
        this.forced = forced;
        sourceOf = new int[accesses.keys()];
        stampOf = new int[accesses.keys()];
        Arrays.fill(stampOf, -1);
    }

    /** Backwards through each transaction: a source that wrote what is read later comes before the source of that. */
    boolean monotonic() {
        for (int reader = 0; reader < accesses.size(); reader++) {
            int first = accesses.firstRead(reader);
            for (int read = accesses.firstRead(reader + 1) - 1; read >= first; read--) {
                int source = accesses.readFrom(read);
                if (source >= 0 && isFirstFrom(source, first, read)) {
                    force(source, reader, read + 1);
                }
                note(reader, read);
            }
        }
        return true;
    }

    /** A source that wrote whatever is read from another comes before that other. */
    boolean readAtomic() {
        for (int reader = 0; reader < accesses.size(); reader++) {
            int first = accesses.firstRead(reader);
            int end = accesses.firstRead(reader + 1);
            for (int read = first; read < end; read++) {
                note(reader, read);
            }
            for (int read = first; read < end; read++) {
                int source = accesses.readFrom(read);
                if (source >= 0 && isFirstFrom(source, first, read)) {
                    force(source, reader, first);
                }
            }
        }
        return true;
    }

    private void note(int reader, int read) {
        sourceOf[accesses.readKey(read)] = accesses.readFrom(read);
        stampOf[accesses.readKey(read)] = reader;
    }

    private boolean isFirstFrom(int source, int first, int read) {
        for (int before = first; before < read; before++) {
            if (accesses.readFrom(before) == source) {
                return false;
            }
        }
        return true;
    }

    /** Through its writes or through the reads from {@code from} on, whichever are fewer. */
    private void force(int source, int reader, int from) {
        int firstWrite = accesses.firstWrite(source);
        int endWrite = accesses.firstWrite(source + 1);
        int endRead = accesses.firstRead(reader + 1);
        if (endWrite - firstWrite <= endRead - from) {
            for (int write = firstWrite; write < endWrite; write++) {
                int key = accesses.writeKey(write);
                if (stampOf[key] == reader) {
                    forced.add(source, sourceOf[key], reader, key);
                }
            }
        } else {
            for (int read = from; read < endRead; read++) {
                int key = accesses.readKey(read);
                if (stampOf[key] == reader && accesses.writes(source, key)) {
                    forced.add(source, sourceOf[key], reader, key);
                }
            }
        }
    }
}
