package io.faultline.checkers.linearizability.model;

import io.faultline.checkers.linearizability.Call;
import java.util.Objects;

/**
 * Who holds a lock.
 *
 * @param owner null when it is free
 * @param token of a fenced lock, the last token given; 0 before the first and for locks without
 * @param exact whether that is the very token, not only the least it may have been
 */
record Holder(Object owner, long token, boolean exact) {
    static final Holder NOBODY = new Holder(null, 0, true);

    /** Who acts: the argument names the owner, or else the process is it. */
    static Object of(Call call) {
        return call.argument() == null ? (Object) call.process() : call.argument();
    }

    boolean isFree() {
        return owner == null;
    }

    boolean is(Object somebody) {
        return Objects.equals(owner, somebody);
    }

    @Override
    public String toString() {
        if (token == 0) {
            return owner == null ? "free" : "held by " + owner;
        }
        String number = exact ? "token " + token : "a token of " + token + " at least";
        return owner == null ? "free after " + number : "held by " + owner + " with " + number;
    }
}
