package io.faultline.checkers.clients;

import io.faultline.checkers.clients.Contradiction.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** One key whose list is read and grows by appends, where each element is appended by one operation at most. */
final class Lists {
    private final String key;
    private final Consumer<Contradiction> found;
    private final Map<Object, Operation> appends = new HashMap<>();
    private final Map<Object, Integer> places = new HashMap<>();
    private final List<Operation> reads = new ArrayList<>();
    private Operation longest;

    private Lists(String key, Consumer<Contradiction> found) {
        this.key = key;
        this.found = found;
    }

    static void examine(String key, List<Operation> operations, Consumer<Contradiction> found) {
        Lists list = new Lists(key, found);
        if (list.collect(operations)) {
            list.orderByLongest();
            list.checkReads();
        }
    }

    /** Whether each element was appended once at most; else who sees it tells nothing. */
    private boolean collect(List<Operation> operations) {
        for (Operation operation : operations) {
            if (operation.f().equals("append")) {
                if (appends.put(operation.argument(), operation) != null) {
                    return false;
                }
            } else if (operation.isOk()) {
                reads.add(operation);
                longest = longest == null
                                || seen(operation).size() > seen(longest).size()
                        ? operation
                        : longest;
            }
        }
        return longest != null;
    }

    private static List<?> seen(Operation read) {
        return read.result() instanceof List<?> elements ? elements : List.of();
    }

    private void orderByLongest() {
        List<?> elements = seen(longest);
        for (int i = 0; i < elements.size(); i++) {
            places.putIfAbsent(elements.get(i), i);
        }
    }

    /** Where an acknowledged element stands in the longest list; behind all when it is in none. */
    private long placeOf(Operation append) {
        return places.getOrDefault(append.argument(), Integer.MAX_VALUE);
    }

    private void checkReads() {
        Latest farthestAppend = new Latest(new ArrayList<>(appends.values()), this::placeOf);
        Latest longestRead = new Latest(reads, read -> seen(read).size());
        for (Operation read : reads) {
            List<?> elements = seen(read);
            boolean clean = checkElements(read, elements);
            Operation append = farthestAppend.before(read.from());
            Operation earlier = longestRead.before(read.from());
            if (append != null && placeOf(append) >= elements.size()) {
                found.accept(Contradiction.of(
                        Kind.STALE,
                        read,
                        told(read) + " saw " + elements.size() + " elements of " + key + " and not " + append.argument()
                                + ", which " + told(append) + " had appended",
                        append));
            } else if (earlier != null && seen(earlier).size() > elements.size()) {
                found.accept(Contradiction.of(
                        Kind.STALE,
                        read,
                        told(read) + " saw " + elements.size() + " elements of " + key + ", though " + told(earlier)
                                + " had seen " + seen(earlier).size(),
                        earlier));
            }
            if (clean && !elements.equals(seen(longest).subList(0, elements.size()))) {
                found.accept(Contradiction.of(
                        Kind.INVENTED,
                        read,
                        told(read) + " and " + told(longest) + " saw lists of " + key
                                + " of which neither begins the other",
                        longest));
            }
        }
    }

    /** Whether each element was asked for and is there once. */
    private boolean checkElements(Operation read, List<?> elements) {
        Set<Object> once = new HashSet<>();
        boolean clean = true;
        for (Object element : elements) {
            Operation append = appends.get(element);
            String wrong = !once.add(element)
                    ? "twice"
                    : append == null || append.from() > read.to()
                            ? "which nobody had appended"
                            : append.isFail() ? "though " + told(append) + " was told to have failed" : null;
            if (wrong != null) {
                clean = false;
                String why = told(read) + " saw " + element + " in " + key + ", " + wrong;
                found.accept(
                        append == null
                                ? Contradiction.of(Kind.INVENTED, read, why)
                                : Contradiction.of(Kind.INVENTED, read, why, append));
            }
        }
        return clean;
    }

    private static String told(Operation operation) {
        return "the " + operation.f() + " of process " + operation.begin().process() + " (event "
                + operation.begin().index() + ")";
    }
}
