package io.faultline.checkers.linearizability.search;

/** The bytes that all tables of a check may take together, whichever threads they are filled by. */
public final class Memory {
    private final long limit;
    private long taken;
    private long most;

    public Memory(long limit) {
        this.limit = limit;
    }

    /** Takes so many bytes if they are left. */
    synchronized boolean take(long bytes) {
        if (bytes > limit - taken) {
            return false;
        }
        taken += bytes;
        most = Math.max(most, taken);
        return true;
    }

    synchronized void giveBack(long bytes) {
        taken -= bytes;
    }

    /** How many there are in all. */
    public long limit() {
        return limit;
    }

    /** Most that were taken at once. */
    public synchronized long most() {
        return most;
    }
}
