package io.faultline.checkers.membership;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Configurations as small numbers, in the order in which they are first spoken of. */
final class Numbering {
    private final List<Configuration> all = new ArrayList<>();
    private final Map<Configuration, Integer> numbers = new HashMap<>();

    int number(Configuration configuration) {
        return numbers.computeIfAbsent(configuration, anew -> {
            all.add(anew);
            return all.size() - 1;
        });
    }

    Configuration get(int number) {
        return all.get(number);
    }

    List<Configuration> all() {
        return Collections.unmodifiableList(all);
    }
}
