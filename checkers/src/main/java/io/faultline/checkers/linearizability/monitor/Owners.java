package io.faultline.checkers.linearizability.monitor;

import static io.faultline.checkers.linearizability.monitor.Proof.NOBODY;

import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Decision;

/**
 * Who makes the calls on a lock: the argument names the owner, or else the process is it.
 *
 * <p>An owner does one thing after another, and so it is known what each release gives back. Only a pending call may still
 * be under way when its owner does the next thing, as a client that gave up does.
 */
final class Owners {
    final Call[] calls;
    final Times times;
    /** The owner of each call, by number. */
    final int[] owner;
    /** The owner's call before this one that returned, {@link Proof#NOBODY} without any. */
    final int[] before;

    private final Numbering numbers = new Numbering();
    private final boolean[] isRelease;

    Owners(Call[] calls) {
        this.calls = calls;
        this.times = new Times(calls);
        this.owner = new int[calls.length];
        this.before = Proof.nobodies(calls.length);
        this.isRelease = new boolean[calls.length];
    }

    /** Sorts the calls by their owners; says why that is not possible, or null. */
    Decision sort() {
        for (int i = 0; i < calls.length; i++) {
            Call call = calls[i];
            isRelease[i] = call.is("release");
            if (!isRelease[i] && !call.is("acquire")) {
                return Decision.declined("a lock with " + call.f() + " is none of acquire and release only");
            }
            owner[i] = numbers.of(call.argument() == null ? (Object) call.process() : call.argument());
        }
        int[] last = Proof.nobodies(numbers.size());
        for (int i = 0; i < calls.length; i++) {
            int who = owner[i];
            if (last[who] != NOBODY && !times.precedes(last[who], i)) {
                return Decision.declined(name(who) + " did two things at once, the second " + calls[i].told());
            }
            before[i] = last[who];
            last[who] = times.isPending(i) ? last[who] : i;
        }
        return null;
    }

    int count() {
        return numbers.size();
    }

    boolean isRelease(int call) {
        return isRelease[call];
    }

    String name(int who) {
        return numbers.value(who) instanceof Long process ? "process " + process : Proof.show(numbers.value(who));
    }

    String nameOf(int call) {
        return name(owner[call]);
    }
}
