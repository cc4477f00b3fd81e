package io.faultline.checkers.linearizability.model;

import io.faultline.checkers.linearizability.Call;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Calls that do not return and whose value nobody is known to have seen: they can be left out.
 *
 * <p>While such a value is there nothing can be done that could not be done without it; so where it was, the state before it may
 * as well have stayed.
 */
final class Unseen {
    private Unseen() {}

    /**
     * Writes, cas and appends on a register or one key.
     *
     * <p>A value is seen by who reads it and by who may replace it by cas, an element by who so sees a list with it. Where
     * numbers are added to, each number may be seen in a sum; and a cas that was refused saw that some other value was there.
     */
    static BitSet ofValues(List<Call> calls, long horizon) {
        if (calls.stream().anyMatch(call -> call.is("cas") && Arguments.isRefused(call))) {
            return new BitSet();
        }
        boolean adds = calls.stream().anyMatch(call -> call.is("add"));
        BitSet idle = new BitSet();
        int before;
        do {
            before = idle.cardinality();
            Set<Object> seen = seenValues(calls, horizon, idle);
            for (int i = 0; i < calls.size(); i++) {
                Call call = calls.get(i);
                if (call.end() > horizon && isUnseen(call, seen, adds)) {
                    idle.set(i);
                }
            }
        } while (idle.cardinality() > before);
        return idle;
    }

    private static Set<Object> seenValues(List<Call> calls, long horizon, BitSet idle) {
        Set<Object> seen = new HashSet<>();
        for (int i = 0; i < calls.size(); i++) {
            Call call = calls.get(i);
            if (call.is("cas") && !idle.get(i)) {
                see(Arguments.expected(call), seen);
            } else if ((call.is("read") || call.is("get")) && call.end() <= horizon) {
                see(call.result(), seen);
            }
        }
        return seen;
    }

    private static void see(Object value, Set<Object> seen) {
        seen.add(value);
        if (value instanceof List<?> list) {
            seen.addAll(list);
        }
    }

    private static boolean isUnseen(Call call, Set<Object> seen, boolean adds) {
        return switch (call.f()) {
            case "write", "put" -> isUnseen(call.argument(), seen, adds);
            case "cas" -> isUnseen(Arguments.replacement(call), seen, adds);
            case "append" -> !seen.contains(call.argument());
            default -> false;
        };
    }

    /** Nothing, lists and numbers that are added to are the ground for other calls. */
    private static boolean isUnseen(Object value, Set<Object> seen, boolean adds) {
        return value != null && !(value instanceof List) && !(adds && value instanceof Long) && !seen.contains(value);
    }

    /** Elements put into a container by operations of that name, of which no other call told. */
    static BitSet ofElements(String in, List<Call> calls, long horizon) {
        Set<Object> seen = new HashSet<>();
        for (Call call : calls) {
            if (!call.is(in) && call.end() <= horizon) {
                seen.add(call.result());
            }
        }
        BitSet idle = new BitSet();
        for (int i = 0; i < calls.size(); i++) {
            Call call = calls.get(i);
            if (call.is(in) && call.end() > horizon && !seen.contains(call.argument())) {
                idle.set(i);
            }
        }
        return idle;
    }

    /** Acquires for owners of whom no release returned: what they took they may as well never have had. */
    static BitSet ofOwners(List<Call> calls, long horizon) {
        Set<Object> released = new HashSet<>();
        for (Call call : calls) {
            if (call.is("release") && call.end() <= horizon) {
                released.add(Holder.of(call));
            }
        }
        BitSet idle = new BitSet();
        for (int i = 0; i < calls.size(); i++) {
            Call call = calls.get(i);
            if (call.is("acquire") && call.end() > horizon && !released.contains(Holder.of(call))) {
                idle.set(i);
            }
        }
        return idle;
    }
}
