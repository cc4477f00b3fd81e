package io.faultline.checkers.linearizability;

import java.util.Objects;

/**
 * One client operation as the algorithms see it: an interval on the history's order, and what it says of the state.
 *
 * <p>Positions are event indexes where calls come from a history; algorithms only compare them. They may repeat: an interval
 * is closed, so that a call {@link #precedes another} only if it ended strictly before the other was invoked.
 *
 * @param process who called
 * @param f what is done: {@code read}, {@code write}, {@code cas} …
 * @param key what it is done to, null when there is only one such thing
 * @param argument a plain tree, or null
 * @param result what the caller was told, a plain tree; null when nothing was, and always null while it is pending
 * @param invoke position of its invocation
 * @param end position of its return; {@link #NEVER} while it is pending
 */
public record Call(
        long process, String f, Object key, Object argument, Object result, long invoke, long end, Fate fate) {

    /** The end of a call that may take effect at any later time, or never. */
    public static final long NEVER = Long.MAX_VALUE;

    public Call {
        Objects.requireNonNull(f, "f");
        Objects.requireNonNull(fate, "fate");
        if (end < invoke) {
            throw new IllegalArgumentException(
                    "a call of process " + process + " ends at " + end + ", before it was invoked at " + invoke);
        }
        if ((fate == Fate.PENDING) != (end == NEVER)) {
            throw new IllegalArgumentException("a call is pending just if it has no end; the " + f + " of process "
                    + process + " invoked at " + invoke + " is " + fate + " and ends at " + end);
        }
    }

    /** A call that returned. */
    public static Call ok(long process, String f, Object key, Object argument, Object result, long invoke, long end) {
        return new Call(process, f, key, argument, result, invoke, end, Fate.OK);
    }

    /** A call whose end nobody knows. */
    public static Call pending(long process, String f, Object key, Object argument, long invoke) {
        return new Call(process, f, key, argument, null, invoke, NEVER, Fate.PENDING);
    }

    /** Whether nobody knows what came of it: it may take effect at any later time, or never. */
    public boolean isPending() {
        return fate == Fate.PENDING;
    }

    /** Whether it does that. */
    public boolean is(String name) {
        return f.equals(name);
    }

    /** Whether it was over before the other began, so that every linearization has it first. */
    public boolean precedes(Call other) {
        return end < other.invoke;
    }

    /** The call as a sentence names it: {@code "the write of process 3 (event 17)"}. */
    public String told() {
        return "the " + f + " of process " + process + " (event " + invoke + ")";
    }
}
