package io.faultline.checkers.linearizability.monitor;

import static io.faultline.checkers.linearizability.monitor.Proof.NOBODY;

import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Decision;
import io.faultline.checkers.linearizability.Fate;
import java.util.List;

/**
 * The calls on one register, sorted by the value they are about.
 *
 * <p>Each write makes a value of its own, also of a text that was written before, as long as nobody saw that text: only who
 * sees a value must know which it is. Value 0 is the one at first. A cas writes what it leaves and expects another value; one
 * that leaves what it expects is a read.
 *
 * <p>One text may be seen and yet be written again and again, as nothing is by deletes; what makes it and what sees it is no
 * value's then, but {@link #comesBack}.
 */
final class RegisterCalls {
    /** The value that is there at first. */
    static final int INITIAL = 0;

    /** The text of no call. */
    private static final int NOTHING = -2;

    private static final byte READ = 1;
    private static final byte WRITE = 2;
    private static final byte CAS = 3;
    private static final byte REFUSED = 4;
    /** A write of the text that comes back. */
    private static final byte BRING = 5;
    /** A read of it. */
    private static final byte FIND = 6;

    final Call[] calls;
    final Times times;
    /** The one that wrote each value, {@link Proof#NOBODY} for the one at first. */
    int[] writer;
    /** The read of each value that ends first, and the one that begins last; {@link Proof#NOBODY} without any. */
    int[] firstRead;

    int[] lastRead;
    /** A call that nothing else decides about, when there is one: a cas that was refused. */
    int refused = NOBODY;

    private int values;
    private final byte[] roles;
    private final Numbering numbers = new Numbering();
    private final int[] texts;
    private int[] expected;
    private int[] valueOfText;
    private boolean[] seen;
    /** The text that was written more than once and seen. */
    private int comingBack = NOTHING;

    private boolean isThereAtFirst;

    RegisterCalls(List<Call> all) {
        this.calls = Proof.array(all);
        this.times = new Times(calls);
        this.roles = new byte[calls.length];
        this.texts = Proof.nobodies(calls.length);
    }

    /** Sorts the calls; says what speaks against it, or null. */
    Decision sort(Object initial) {
        int first = numbers.of(initial);
        for (int i = 0; i < calls.length; i++) {
            if (!read(i)) {
                return Decision.declined("a register with " + calls[i].f() + " is none of reads, writes and cas only");
            }
        }
        Decision unclear = findWriters(first);
        return unclear != null ? unclear : findReads();
    }

    /** What this call is; false when it is no operation of a register. */
    private boolean read(int i) {
        Call call = calls[i];
        switch (call.f()) {
            case "write", "put" -> role(i, WRITE, call.argument());
            case "delete" -> role(i, WRITE, null);
            case "read", "get" -> {
                if (!call.isPending()) {
                    role(i, READ, call.result());
                }
            }
            case "cas" -> {
                return readCas(i);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean readCas(int i) {
        Call cas = calls[i];
        if (!(cas.argument() instanceof List<?> pair) || pair.size() != 2) {
            return false;
        }
        int from = numbers.of(pair.get(0));
        int to = numbers.of(pair.get(1));
        if (cas.fate() == Fate.REFUSED || Boolean.FALSE.equals(cas.result())) {
            roles[i] = REFUSED;
            texts[i] = from;
        } else if (from != to) {
            expected = expected == null ? Proof.nobodies(calls.length) : expected;
            expected[i] = from;
            roles[i] = CAS;
            texts[i] = to;
        } else if (!cas.isPending()) {
            roles[i] = READ;
            texts[i] = to;
        }
        return true;
    }

    private void role(int i, byte role, Object value) {
        roles[i] = role;
        texts[i] = numbers.of(value);
    }

    /** Numbers the values that are written; of two texts that were written twice and seen neither is clear. */
    private Decision findWriters(int first) {
        findSeen();
        Decision unclear = findComingBack(first);
        if (unclear != null) {
            return unclear;
        }
        valueOfText = Proof.nobodies(numbers.size());
        isThereAtFirst = first == comingBack;
        valueOfText[first] = isThereAtFirst ? NOBODY : INITIAL;
        values = 1;
        for (int i = 0; i < calls.length; i++) {
            if (texts[i] == comingBack) {
                roles[i] = roles[i] == READ ? FIND : roles[i] == WRITE ? BRING : 0;
            } else if (roles[i] == WRITE || roles[i] == CAS) {
                if (seen[texts[i]] || !times.isPending(i)) {
                    valueOfText[texts[i]] = values;
                    writer[values++] = i;
                } else {
                    roles[i] = 0;
                }
            }
        }
        return null;
    }

    private void findSeen() {
        seen = new boolean[numbers.size()];
        int writes = 0;
        for (int i = 0; i < calls.length; i++) {
            if (roles[i] == READ) {
                seen[texts[i]] = true;
            } else if (roles[i] == CAS) {
                seen[expected[i]] = true;
            }
            writes += writes(i) ? 1 : 0;
        }
        writer = Proof.nobodies(writes + 1);
    }

    /** Finds the text that was seen and written twice; no cas may have to do with it. */
    private Decision findComingBack(int first) {
        boolean[] written = new boolean[seen.length];
        written[first] = true;
        int again = NOBODY;
        for (int i = 0; i < calls.length; i++) {
            if (writes(i) && seen[texts[i]] && written[texts[i]]) {
                if (again != NOBODY && texts[i] != comingBack) {
                    return unclear(i, first);
                }
                again = again == NOBODY ? i : again;
                comingBack = texts[i];
            }
            if (writes(i)) {
                written[texts[i]] = true;
            }
        }
        for (int i = 0; again != NOBODY && i < calls.length; i++) {
            boolean asks = roles[i] == CAS || roles[i] == REFUSED;
            if (asks && (texts[i] == comingBack || roles[i] == CAS && expected[i] == comingBack)) {
                return unclear(again, first);
            }
        }
        return null;
    }

    private Decision unclear(int call, int first) {
        return Decision.declined(Proof.show(numbers.value(texts[call]))
                + (texts[call] == first ? " was there at first and" : " was written twice,") + " written by "
                + calls[call].told() + ", and somebody saw it");
    }

    private Decision findReads() {
        firstRead = Proof.nobodies(values);
        lastRead = Proof.nobodies(values);
        for (int i = 0; i < calls.length; i++) {
            int value = texts[i] == NOBODY ? NOBODY : valueOfText[texts[i]];
            if (roles[i] == READ && value == NOBODY) {
                return Proof.of(calls, calls[i].told() + " saw " + text(i) + ", which nobody wrote", i);
            } else if (roles[i] == READ) {
                int first = firstRead[value];
                firstRead[value] = first == NOBODY || times.end(i) < times.end(first) ? i : first;
                lastRead[value] = i;
            } else if (roles[i] == REFUSED && value != NOBODY) {
                refused = i;
            }
        }
        return null;
    }

    int values() {
        return values;
    }

    boolean isCas(int value) {
        return value != INITIAL && roles[writer[value]] == CAS;
    }

    /** The value that the cas which wrote this one expected; {@link Proof#NOBODY} when nobody wrote that. */
    int expected(int value) {
        return valueOfText[expected[writer[value]]];
    }

    /** Whether it is certain that this value was there at some time, by its own calls. */
    boolean isCertain(int value) {
        return value == INITIAL || !times.isPending(writer[value]) || firstRead[value] != NOBODY;
    }

    /** What this call writes or sees, in few words. */
    String text(int call) {
        return Proof.show(numbers.value(texts[call]));
    }

    String expectedText(int cas) {
        return Proof.show(numbers.value(expected[cas]));
    }

    /** This call and what it is about, for the middle of a sentence. */
    String told(int call) {
        return calls[call].told() + ", which " + about(call) + ",";
    }

    /** What this call did, a sentence. */
    String did(int call) {
        return calls[call].told() + " " + about(call);
    }

    private String about(int call) {
        return switch (roles[call]) {
            case READ, FIND -> "saw " + text(call);
            case CAS -> "made " + text(call) + " of " + expectedText(call);
            default -> "wrote " + text(call);
        };
    }

    /** Whether this call writes this value, or sees it. */
    boolean isOf(int call, int value) {
        return writer[value] == call || roles[call] == READ && valueOfText[texts[call]] == value;
    }

    boolean writes(int call) {
        return roles[call] == WRITE || roles[call] == CAS;
    }

    /** Whether there is a text that was written more than once, and seen. */
    boolean comesBack() {
        return comingBack != NOTHING;
    }

    /** Whether that text is the one at first. */
    boolean isThereAtFirst() {
        return isThereAtFirst;
    }

    /** Whether this call writes the text that comes back. */
    boolean brings(int call) {
        return roles[call] == BRING;
    }

    /** Whether this call saw it. */
    boolean finds(int call) {
        return roles[call] == FIND;
    }
}
