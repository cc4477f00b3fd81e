package io.faultline.checkers.linearizability.model;

import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Packed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sets of few elements, a bit for each. */
final class PackedSet implements Packed<Set<Object>> {
    /** As many bits as a number that is not negative has. */
    private static final int ELEMENTS_MOST = 31;

    private enum Kind {
        ADD,
        REMOVE,
        CONTAINS,
        READ,
        /** A read that told nothing. */
        ANY
    }

    private final List<Object> elements;
    private final int initial;
    private final Kind[] kinds;
    /** The element's bit; for a read all bits it tells, or -1 for what can't be, or nothing to compare with. */
    private final int[] bits;
    /** What the call tells, null for nothing. */
    private final Boolean[] told;

    private PackedSet(Map<Object, Integer> places, Set<Object> start, List<Call> calls) {
        this.elements = new ArrayList<>(places.keySet());
        this.initial = bits(places, start);
        this.kinds = new Kind[calls.size()];
        this.bits = new int[calls.size()];
        this.told = new Boolean[calls.size()];
        for (int i = 0; i < kinds.length; i++) {
            Call call = calls.get(i);
            kinds[i] = call.isPending() && call.is("read")
                    ? Kind.ANY
                    : Kind.valueOf(call.f().toUpperCase(Locale.ROOT));
            told[i] = kinds[i] == Kind.CONTAINS ? (Boolean) call.result() : Elements.tells(call);
            bits[i] = call.is("read") ? readBits(places, call) : 1 << places.get(call.argument());
        }
    }

    /** The set packed, if these calls name few elements. */
    static Optional<Packed<Set<Object>>> of(Set<Object> start, List<Call> calls) {
        Map<Object, Integer> places = new LinkedHashMap<>();
        start.forEach(element -> places.putIfAbsent(element, places.size()));
        for (Call call : calls) {
            if (!call.is("read")) {
                places.putIfAbsent(call.argument(), places.size());
            }
        }
        return places.size() <= ELEMENTS_MOST ? Optional.of(new PackedSet(places, start, calls)) : Optional.empty();
    }

    private static int bits(Map<Object, Integer> places, Collection<?> some) {
        int bits = 0;
        for (Object element : some) {
            bits |= 1 << places.get(element);
        }
        return bits;
    }

    /** A read that tells of an element nobody named, or of one twice, tells what no set is. */
    private static int readBits(Map<Object, Integer> places, Call read) {
        Collection<?> all = read.result() == null ? List.of() : (Collection<?>) read.result();
        boolean known = all.stream().allMatch(places::containsKey) && new HashSet<>(all).size() == all.size();
        return known ? bits(places, all) : ILLEGAL;
    }

    @Override
    public int initial() {
        return initial;
    }

    @Override
    public int step(int state, int call) {
        boolean in = (state & bits[call]) != 0;
        return switch (kinds[call]) {
            case ADD -> told[call] != null && told[call] == in ? ILLEGAL : state | bits[call];
            case REMOVE -> told[call] != null && told[call] != in ? ILLEGAL : state & ~bits[call];
            case CONTAINS -> told[call] != null && told[call] != in ? ILLEGAL : state;
            case ANY -> state;
            case READ -> bits[call] == state ? state : ILLEGAL;
        };
    }

    @Override
    public Set<Object> unpack(int state) {
        Set<Object> set = new LinkedHashSet<>();
        for (int i = 0; i < elements.size(); i++) {
            if ((state & 1 << i) != 0) {
                set.add(elements.get(i));
            }
        }
        return Collections.unmodifiableSet(set);
    }
}
