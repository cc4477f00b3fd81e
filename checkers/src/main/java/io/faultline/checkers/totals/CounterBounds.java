package io.faultline.checkers.totals;

import io.faultline.checkers.Checker;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.finding.Findings;
import io.faultline.checkers.history.History;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads of a counter against its bounds (Jepsen's {@code counter}): at least what was certainly added before the read began, at
 * most what may have been added before it ended. What takes away works the other way round.
 */
final class CounterBounds implements Checker {
    private static final Set<String> NAMES = Set.of("add", "read");

    /** From this event on one bound is another. */
    private record Change(long event, long delta) {}

    @Override
    public String name() {
        return "counter";
    }

    @Override
    public String claim() {
        return "a counter is the sum of what was added";
    }

    @Override
    public Verdict check(History history) {
        Findings findings = new Findings(name());
        long reads = 0;
        for (List<Attempt> attempts : Attempts.of(history).byKey(NAMES).values()) {
            reads += compare(attempts, findings);
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("reads", reads);
        figures.put("outOfBounds", (long) findings.count());
        return (reads == 0
                        ? Verdict.unknown(name(), "nobody read a counter: nothing to judge")
                        : findings.invalidOr(reads + " reads, each within its bounds"))
                .measured(figures);
    }

    private long compare(List<Attempt> attempts, Findings findings) {
        List<Change> certain = new ArrayList<>();
        List<Change> possible = new ArrayList<>();
        for (Attempt add : attempts) {
            if (add.f().equals("add") && !add.isFail() && add.argument() instanceof Long delta) {
                certain.add(new Change(add.to(), delta));
                possible.add(new Change(add.from(), delta));
            }
        }
        certain.sort(Comparator.comparingLong(Change::event));
        long reads = 0;
        Sums ended = new Sums(certain);
        Sums begun = new Sums(possible);
        for (Attempt read : attempts) {
            if (read.f().equals("read") && read.isOk() && (read.result() instanceof Long || read.result() == null)) {
                reads++;
                long value = read.result() == null ? 0 : (Long) read.result();
                long least = ended.positive(read.from()) + begun.negative(read.to());
                long most = begun.positive(read.to()) + ended.negative(read.from());
                if (value < least || value > most) {
                    findings.add(() -> Attempt.evidence(
                            read.told() + " saw " + value + " in " + (read.key() == null ? "the counter" : read.key())
                                    + ", where what was added allows " + least + " to " + most,
                            read));
                }
            }
        }
        return reads;
    }

    /** Sums of what came before an event. */
    private static final class Sums {
        private final List<Change> changes;
        private final long[] positive;
        private final long[] negative;

        Sums(List<Change> changes) {
            this.changes = changes;
            positive = new long[changes.size() + 1];
            negative = new long[changes.size() + 1];
            for (int i = 0; i < changes.size(); i++) {
                positive[i + 1] = positive[i] + Math.max(0, changes.get(i).delta());
                negative[i + 1] = negative[i] + Math.min(0, changes.get(i).delta());
            }
        }

        long positive(long event) {
            return positive[before(event)];
        }

        long negative(long event) {
            return negative[before(event)];
        }

        private int before(long event) {
            int low = 0;
            int high = changes.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (changes.get(middle).event() < event) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }
}
