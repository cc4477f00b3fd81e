package io.faultline.checkers.totals;

import io.faultline.checkers.Checker;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.finding.Findings;
import io.faultline.checkers.history.History;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Two reads that saw two writes in opposite orders (Jepsen's {@code long-fork}): transactions write single keys, each once, and
 * read groups of them. Of two reads of one group one must have seen all that the other saw.
 */
final class LongFork implements Checker {
    private static final int PARTS = 3;

    /** What one transaction saw of its group. */
    private record Sight(Attempt read, Set<Object> seen) {}

    @Override
    public String name() {
        return "long-fork";
    }

    @Override
    public String claim() {
        return "no two reads see two writes in opposite orders";
    }

    @Override
    public Verdict check(History history) {
        Findings findings = new Findings(name());
        Map<Set<Object>, List<Sight>> groups = new LinkedHashMap<>();
        Map<Object, Attempt> writers = new LinkedHashMap<>();
        for (Attempt attempt : Attempts.of(history).named(Set.of("txn"))) {
            String problem = collect(attempt, groups, writers);
            if (problem != null) {
                return Verdict.unknown(name(), problem);
            }
        }
        long reads = 0;
        for (List<Sight> sights : groups.values()) {
            reads += sights.size();
            compare(sights, findings);
        }
        return reads == 0
                ? Verdict.unknown(name(), "nobody read a group of keys: nothing to judge")
                : findings.invalidOr(reads + " reads of groups, each two of one group in the same order");
    }

    /** Files what it wrote or saw; why nothing can be said, or null. */
    private static String collect(Attempt attempt, Map<Set<Object>, List<Sight>> groups, Map<Object, Attempt> writers) {
        Object told = attempt.isOk() ? attempt.result() : attempt.argument();
        Set<Object> group = new HashSet<>();
        Set<Object> seen = new HashSet<>();
        for (Object one : told instanceof List<?> steps ? steps : List.of()) {
            if (!(one instanceof List<?> step) || step.size() != PARTS) {
                return attempt.told() + " has a step that is none: " + one;
            } else if (!"r".equals(step.get(0))) {
                Attempt before = attempt.isFail() ? null : writers.put(step.get(1), attempt);
                if (before != null) {
                    return "key " + step.get(1) + " was written twice, by " + before.told() + " and by "
                            + attempt.told() + "; forks show only where each key is written once";
                }
            } else {
                group.add(step.get(1));
                if (step.get(2) != null) {
                    seen.add(step.get(1));
                }
            }
        }
        if (attempt.isOk() && group.size() > 1) {
            List<Sight> sights = groups.get(group);
            if (sights == null) {
                sights = new ArrayList<>();
                groups.put(group, sights);
            }
            sights.add(new Sight(attempt, seen));
        }
        return null;
    }

    /** By how much they saw: whoever saw less must have seen a part of what the next one saw. */
    private static void compare(List<Sight> sights, Findings findings) {
        List<Sight> bySize = new ArrayList<>(sights);
        bySize.sort(Comparator.comparingInt(sight -> sight.seen().size()));
        for (int i = 1; i < bySize.size(); i++) {
            Sight less = bySize.get(i - 1);
            Sight more = bySize.get(i);
            if (!more.seen().containsAll(less.seen())) {
                findings.add(() -> Attempt.evidence(
                        less.read().told() + " saw " + missing(less, more) + " and not " + missing(more, less)
                                + ", and " + more.read().told() + " saw the latter and not the former",
                        less.read(),
                        more.read()));
            }
        }
    }

    private static Object missing(Sight one, Sight other) {
        return ((List<?>) one.read().result())
                .stream()
                        .map(step -> ((List<?>) step).get(1))
                        .filter(key -> one.seen().contains(key) && !other.seen().contains(key))
                        .findFirst()
                        .orElseThrow();
    }
}
