package io.faultline.harness.workload;

import java.util.ArrayList;
import java.util.List;

/**
 * Lists that elements are appended to: each that has got enough is followed by a new one.
 *
 * <p>A list without an end gets longer than a service allows, and a history that holds it at every read grows with the square
 * of its length. Lists that are full are looked at once more at the end.
 */
final class GrowingLists {
    private final List<String> names;
    private final int most;
    private final String[] current;
    private final int[] asked;
    private final int[] followers;
    private final List<String> all;

    /** @param most how many elements are asked to be appended to a list */
    GrowingLists(List<String> names, int most) {
        this.names = names;
        this.most = most;
        this.current = names.toArray(String[]::new);
        this.asked = new int[names.size()];
        this.followers = new int[names.size()];
        this.all = new ArrayList<>(names);
    }

    /** The list that now grows in that place. */
    String current(int place) {
        return current[place];
    }

    /** The list in that place that the next element is to be appended to. */
    String grow(int place) {
        if (asked[place] == most) {
            asked[place] = 0;
            current[place] = names.get(place) + "." + ++followers[place];
            all.add(current[place]);
        }
        asked[place]++;
        return current[place];
    }

    /** Every list so far. */
    List<String> all() {
        return all;
    }
}
