package io.faultline.harness.docker;

import java.util.ArrayList;
import java.util.List;

/**
 * What was removed at the engine, by its kind.
 *
 * @param volumes gone with the containers they were of
 * @param spared containers left alone because the run they are of goes on
 */
public record Removed(int containers, int volumes, int networks, int spared) {
    /** As a sentence: {@code removed 4 containers, 3 volumes and 1 network; left alone 6 containers of runs that go on}. */
    @Override
    public String toString() {
        List<String> kinds = new ArrayList<>();
        name(kinds, containers, "container");
        name(kinds, volumes, "volume");
        name(kinds, networks, "network");
        String removed = kinds.isEmpty() ? "nothing to remove" : "removed " + and(kinds);
        return spared == 0
                ? removed
                : removed + "; left alone " + counted(spared, "container") + " of runs that go on (--all removes "
                        + (spared == 1 ? "it" : "them") + " too)";
    }

    private static void name(List<String> kinds, int count, String word) {
        if (count > 0) {
            kinds.add(counted(count, word));
        }
    }

    private static String counted(int count, String word) {
        return count + " " + word + (count == 1 ? "" : "s");
    }

    private static String and(List<String> kinds) {
        int last = kinds.size() - 1;
        return last == 0 ? kinds.get(0) : String.join(", ", kinds.subList(0, last)) + " and " + kinds.get(last);
    }
}
