package io.faultline.checkers.clients;

import io.faultline.checkers.clients.Contradiction.Kind;
import io.faultline.checkers.history.PlainTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One key whose list is read and grows by appends, where each element is appended by one operation at most.
 *
 * <p>All lists that are read must begin the longest, and that tells the place of each element; whatever is in none of them
 * comes behind.
 */
final class Lists {
    private final Thing key;
    private final Contradiction.Findings findings;
    private final Elements appends = new Elements();
    private final Map<Object, Integer> places = new HashMap<>();
    private final List<Operation> sound = new ArrayList<>();
    private Operation longest;

    private Lists(Thing key, Contradiction.Findings findings) {
        this.key = key;
        this.findings = findings;
    }

    static void examine(Thing key, Contradiction.Findings findings) {
        Lists list = new Lists(key, findings);
        if (list.appends.collect(key, "append", findings)) {
            list.compare();
            list.checkOrder();
            list.checkSize();
        }
    }

    private static List<?> seen(Operation read) {
        return read.result() instanceof List<?> elements ? elements : List.of();
    }

    /** Compares each list with the longest that may be: all but the wrong ones are compared as a whole. */
    private void compare() {
        List<Operation> reads = new ArrayList<>();
        for (Operation read : key.operations()) {
            if (read.isOk() && read.is("read")) {
                if (read.result() == null || read.result() instanceof List<?>) {
                    reads.add(read);
                } else {
                    findings.add(
                            Kind.INVENTED,
                            read,
                            () -> read.told() + " saw " + read.result() + " in " + key + ", which is no list");
                }
            }
        }
        reads.sort(Comparator.comparingInt((Operation read) -> seen(read).size())
                .thenComparing(Operation::from)
                .reversed());
        long[] begun = null;
        for (Operation read : reads) {
            List<?> elements = seen(read);
            boolean begins = longest != null && PlainTree.begins(elements, seen(longest));
            if (begins && begun[elements.size()] < read.to()) {
                sound.add(read);
            } else if (checkElements(read, elements)) {
                if (longest == null) {
                    longest = read;
                    begun = begun(elements);
                    sound.add(read);
                } else {
                    forked(read);
                }
            }
        }
    }

    /** By which event the first elements had all been asked for, by their number. */
    private long[] begun(List<?> elements) {
        long[] begun = new long[elements.size() + 1];
        begun[0] = -1;
        for (int i = 0; i < elements.size(); i++) {
            places.put(elements.get(i), i);
            begun[i + 1] = Math.max(begun[i], appends.of(elements.get(i)).from());
        }
        return begun;
    }

    /** Whether each element was asked for and is there once. */
    private boolean checkElements(Operation read, List<?> elements) {
        Set<Object> once = new HashSet<>();
        boolean sound = true;
        for (Object element : elements) {
            String wrong = once.add(element) ? appends.wrong(element, read.to()) : "twice";
            if (wrong != null) {
                sound = false;
                Operation append = appends.of(element);
                findings.add(
                        Kind.INVENTED,
                        read,
                        () -> read.told() + " saw " + element + " in " + key + ", " + wrong,
                        append == null ? new Operation[0] : new Operation[] {append});
            }
        }
        return sound;
    }

    private void forked(Operation read) {
        findings.add(
                Kind.STALE,
                read,
                () -> read.told() + " and " + longest.told() + " saw lists of " + key + " of which neither begins the"
                        + " other",
                longest);
    }

    /** What was acknowledged before another was asked for stands before it. */
    private void checkOrder() {
        Operation latest = null;
        for (Object element : longest == null ? List.of() : seen(longest)) {
            Operation append = appends.of(element);
            Operation before = latest;
            if (before != null && append.to() < before.from()) {
                findings.add(
                        Kind.STALE,
                        longest,
                        () -> longest.told() + " saw " + before.argument() + " before " + append.argument() + " in "
                                + key + ", though " + append.told() + " had appended the latter before "
                                + before.told() + " was asked for",
                        append,
                        before);
            }
            latest = before == null || append.from() > before.from() ? append : before;
        }
    }

    /** Where an acknowledged element stands; behind all when it is in no list. */
    private long placeOf(Operation append) {
        return places.getOrDefault(append.argument(), Integer.MAX_VALUE);
    }

    /** A list holds what was acknowledged before, and what was seen before. */
    private void checkSize() {
        Latest<Operation> farthest = new Latest<>(appends.acknowledged(key, "append"), Operation::to, this::placeOf);
        Latest<Operation> longestYet =
                new Latest<>(sound, Operation::to, read -> seen(read).size());
        for (Operation read : sound) {
            int size = seen(read).size();
            Operation append = farthest.before(read.from());
            Operation earlier = longestYet.before(read.from());
            if (append != null && placeOf(append) >= size) {
                findings.add(
                        Kind.STALE,
                        read,
                        () -> read.told() + " saw " + size + " elements of " + key + " and not " + append.argument()
                                + ", which " + append.told() + " had appended",
                        append);
            } else if (earlier != null && seen(earlier).size() > size) {
                findings.add(
                        Kind.STALE,
                        read,
                        () -> read.told() + " saw " + size + " elements of " + key + ", though " + earlier.told()
                                + " had seen " + seen(earlier).size(),
                        earlier);
            }
        }
    }
}
