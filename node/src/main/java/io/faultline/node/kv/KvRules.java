package io.faultline.node.kv;

import java.util.Objects;

/**
 * The rules of the service, one small method each; this class has them right.
 *
 * <p>A mutant is a subclass with one method changed. The service asks these questions and never which mutant it is.
 */
public class KvRules {
    // ---- sessions ----

    /** A request that was done is not done again: its sender gets the same answer (§8). */
    public boolean deduplicates() {
        return true;
    }

    /** Only a client's first request opens a session: a later one of a forgotten session may have been done. */
    public boolean opensSession(long serial) {
        return serial == 1;
    }

    /** A session is forgotten by the log's time, and so at the same entry on every node (dissertation §6.3). */
    public boolean isExpired(long time, long lastUsed, long ttl) {
        return time - lastUsed > ttl;
    }

    /** The sessions are part of a snapshot (§8). */
    public boolean snapshotsSessions() {
        return true;
    }

    // ---- operations ----

    /** A compare-and-set is done when the value is the expected one; null stands for none. */
    public boolean casHolds(Object actual, Object expected) {
        return Objects.equals(actual, expected);
    }

    /** A transaction that can't be done to its end leaves nothing behind. */
    public boolean undoesTransaction() {
        return true;
    }

    /** A lock that is held goes to nobody else. */
    public boolean mayAcquire(String holder, String owner) {
        return holder == null || holder.equals(owner);
    }

    /** Only who holds a lock gives it back. */
    public boolean mayRelease(String holder, String owner) {
        return owner.equals(holder);
    }

    /** A fencing token is greater than all before, whichever locks they were for. */
    public long nextToken(long last) {
        return last + 1;
    }
}
