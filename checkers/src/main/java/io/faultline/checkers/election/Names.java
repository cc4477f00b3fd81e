package io.faultline.checkers.election;

import io.faultline.checkers.finding.Wording;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Nodes as small numbers: members first, in the order of their names, then whoever else is spoken of.
 *
 * <p>Sets of nodes are bit masks of these numbers, which bounds their number; a cluster beyond that is not judged.
 */
final class Names {
    /** Most names there may be: bits of a mask. */
    static final int MOST = 64;

    static final int NONE = -1;

    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final int members;

    Names(List<String> members) {
        members.forEach(this::add);
        this.members = members.size();
    }

    /** How many members there are; their numbers are those below it. */
    int members() {
        return members;
    }

    /** How many names there are, members and others. */
    int size() {
        return names.size();
    }

    String name(int number) {
        return names.get(number);
    }

    /** The number of {@code name}, {@link #NONE} for one never spoken of. */
    int find(String name) {
        // Producers use one String object per node, so that comparing identities mostly settles it.
        for (int i = 0; i < members; i++) {
            if (names.get(i) == name) {
                return i;
            }
        }
        return numbers.getOrDefault(name, NONE);
    }

    /** The nodes of this set as words: {@code n1, n2 and n3}. */
    String list(long mask) {
        return Wording.list(IntStream.range(0, names.size())
                .filter(n -> (mask >> n & 1) != 0)
                .mapToObj(this::name)
                .toList());
    }

    /** Whether this is the number of a member. */
    boolean isMember(int number) {
        return number >= 0 && number < members;
    }

    /** The number of {@code name}; one not met before gets a number now. Only while the trace is being made. */
    int findOrAdd(String name) {
        int number = find(name);
        return number == NONE ? add(name) : number;
    }

    private int add(String name) {
        int number = names.size();
        if (number == MOST) {
            throw new IllegalArgumentException("a history that speaks of more than " + MOST + " nodes is not judged");
        }
        names.add(name);
        numbers.put(name, number);
        return number;
    }
}
