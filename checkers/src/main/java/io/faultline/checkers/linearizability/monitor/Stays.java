package io.faultline.checkers.linearizability.monitor;

import static io.faultline.checkers.linearizability.monitor.Proof.NOBODY;

import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Decision;
import java.util.Arrays;

/**
 * The stays of elements in a container, each from the call that put it in to the call that took it out.
 *
 * <p>An element that was put in twice makes two stays, as long as nobody took it: only who takes one must know which it is. A
 * pending put counts if its element was taken. What nobody took leaves when all is over, at place {@code size}, or with a
 * pending take if the container finds it one. At a place from {@link #entered} up to, but without, {@link #left}, an element
 * was certainly inside.
 */
final class Stays {

    /** How a container names its operations. */
    record Names(String container, String put, String take) {}

    private static final byte PUT = 1;
    private static final byte TAKE = 2;

    final Call[] calls;
    final Times times;
    /** The call that put the element in, by stay. */
    int[] put;
    /** The call that took it out, {@link Proof#NOBODY} for none. */
    int[] take;
    /** Takes that found nothing. */
    int[] empty;
    /** Takes whose end nobody knows, in the order they began. */
    int[] pending;

    private final Names names;
    private final Numbering numbers = new Numbering();
    private final byte[] roles;
    private final int[] element;
    private int emptyCount;
    private int pendingCount;
    private int count;

    Stays(Names names, Call[] calls) {
        this.names = names;
        this.calls = calls;
        this.times = new Times(calls);
        this.roles = new byte[calls.length];
        this.element = new int[calls.length];
    }

    /** Sorts the calls; says what speaks against it, or null. */
    Decision sort(Object initial) {
        if (initial != null) {
            return Decision.declined("the " + names.container() + " is not empty at first");
        }
        empty = new int[calls.length];
        pending = new int[calls.length];
        for (int i = 0; i < calls.length; i++) {
            if (!read(i)) {
                return Decision.declined("a " + names.container() + " with " + calls[i].f() + " is none of "
                        + names.put() + " and " + names.take() + " only");
            }
        }
        empty = Arrays.copyOf(empty, emptyCount);
        pending = Arrays.copyOf(pending, pendingCount);
        return pair();
    }

    private boolean read(int i) {
        Call call = calls[i];
        if (call.is(names.put())) {
            roles[i] = PUT;
            element[i] = numbers.of(call.argument());
        } else if (!call.is(names.take())) {
            return false;
        } else if (call.isPending()) {
            pending[pendingCount++] = i;
        } else if (call.result() == null) {
            empty[emptyCount++] = i;
        } else {
            roles[i] = TAKE;
            element[i] = numbers.of(call.result());
        }
        return true;
    }

    private Decision pair() {
        int[] taker = Proof.nobodies(numbers.size());
        int[] again = Proof.nobodies(numbers.size());
        int puts = 0;
        for (int i = 0; i < calls.length; i++) {
            if (roles[i] == TAKE) {
                int before = taker[element[i]];
                again[element[i]] = before;
                taker[element[i]] = i;
            }
            puts += roles[i] == PUT ? 1 : 0;
        }
        put = new int[puts];
        take = new int[puts];
        boolean[] known = new boolean[numbers.size()];
        for (int i = 0; i < calls.length; i++) {
            if (roles[i] == PUT && !(times.isPending(i) && taker[element[i]] == NOBODY)) {
                if (known[element[i]] && taker[element[i]] != NOBODY) {
                    return Decision.declined(
                            show(i) + " was put in twice, again by " + calls[i].told() + ", and somebody got it");
                }
                known[element[i]] = true;
                put[count] = i;
                take[count++] = taker[element[i]];
            }
        }
        put = Arrays.copyOf(put, count);
        take = Arrays.copyOf(take, count);
        return contradiction(known, again, taker);
    }

    private Decision contradiction(boolean[] known, int[] again, int[] taker) {
        for (int i = 0; i < calls.length; i++) {
            if (roles[i] == TAKE && !known[element[i]]) {
                return Proof.of(calls, told(i) + ", which nobody had put in", i);
            }
            if (roles[i] == TAKE && again[element[i]] != NOBODY) {
                int one = again[element[i]];
                int other = taker[element[i]];
                return Proof.of(
                        calls,
                        told(one) + ", and so did " + calls[other].told() + ", but it was put in once",
                        one,
                        other);
            }
        }
        for (int stay = 0; stay < count; stay++) {
            if (take[stay] != NOBODY && times.precedes(take[stay], put[stay])) {
                return Proof.of(
                        calls,
                        told(take[stay]) + " and was over before " + calls[put[stay]].told()
                                + ", which put it in, began",
                        put[stay],
                        take[stay]);
            }
        }
        return null;
    }

    int count() {
        return count;
    }

    /** From which place on the element is certainly in. */
    int entered(int stay) {
        return times.end(put[stay]);
    }

    /** From which place on the element may be out. */
    int left(int stay) {
        return take[stay] == NOBODY ? times.size() : take[stay];
    }

    /** At which place the element is certainly out. */
    int gone(int stay) {
        return take[stay] == NOBODY ? times.never() : times.end(take[stay]);
    }

    boolean isTaken(int stay) {
        return take[stay] != NOBODY;
    }

    /** How many of the elements nobody is known to have taken. */
    int untaken() {
        int untaken = 0;
        for (int stay = 0; stay < count; stay++) {
            untaken += isTaken(stay) ? 0 : 1;
        }
        return untaken;
    }

    /** Which stays have been taken, or all. */
    int[] chosen(boolean onlyTaken) {
        int[] some = new int[count];
        int many = 0;
        for (int stay = 0; stay < count; stay++) {
            if (!onlyTaken || isTaken(stay)) {
                some[many++] = stay;
            }
        }
        return Arrays.copyOf(some, many);
    }

    /**
     * Lets pending takes take what nobody else took: the first that began takes what entered first, and so on.
     *
     * <p>That is right where what entered earlier is never needed longer: whichever moment an element must be gone by, and
     * however many must be, this has as many gone by then as any other way.
     */
    void takeByPending() {
        int[] puts = new int[count];
        int[] stayOf = new int[calls.length];
        int many = 0;
        for (int stay = 0; stay < count; stay++) {
            if (!isTaken(stay)) {
                puts[many++] = put[stay];
                stayOf[put[stay]] = stay;
            }
        }
        int[] inOrder = times.byEnd(Arrays.copyOf(puts, many));
        for (int i = 0; i < Math.min(many, pendingCount); i++) {
            take[stayOf[inOrder[i]]] = pending[i];
        }
    }

    String show(int call) {
        return Proof.show(numbers.value(element[call]));
    }

    /** The element of this stay, in few words. */
    String element(int stay) {
        return show(put[stay]);
    }

    /** A call that took something, and what. */
    String told(int taker) {
        return calls[taker].told() + " got " + show(taker);
    }
}
