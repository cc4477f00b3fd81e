package io.faultline.harness.report.picture;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Keeps of many things as many as a page can hold. */
final class Cap {

    private Cap() {}

    /** The first {@code most} in that order and all that must be kept, in the order they came in. */
    static <T> List<T> keep(List<T> all, int most, Comparator<? super T> order, Collection<T> must) {
        if (all.size() <= most) {
            return all;
        }
        Set<T> kept = Collections.newSetFromMap(new IdentityHashMap<>());
        kept.addAll(must);
        all.stream().sorted(order).limit(most).forEach(kept::add);
        return all.stream().filter(kept::contains).toList();
    }
}
