package io.faultline.checkers.totals;

import io.faultline.checkers.Checker;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.finding.Findings;
import io.faultline.checkers.history.History;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** What only grows is never seen smaller than it was: a read that begins after another ended sees no less. */
final class Monotonic implements Checker {

    @Override
    public String name() {
        return "monotonic";
    }

    @Override
    public String claim() {
        return "a later read never sees less";
    }

    @Override
    public Verdict check(History history) {
        Findings findings = new Findings(name());
        long reads = 0;
        for (List<Attempt> ofKey : Attempts.of(history).byKey(Set.of("read")).values()) {
            List<Attempt> seen = new ArrayList<>(ofKey.stream()
                    .filter(read -> read.isOk() && read.result() instanceof Long)
                    .toList());
            reads += seen.size();
            compare(seen, findings);
        }
        return reads == 0
                ? Verdict.unknown(name(), "nobody read a number: nothing to judge")
                : findings.invalidOr(reads + " reads, none of which saw less than one before it");
    }

    /** In the order in which they began, each against the greatest that had ended. */
    private static void compare(List<Attempt> reads, Findings findings) {
        List<Attempt> byEnd = new ArrayList<>(reads);
        byEnd.sort(Comparator.comparingLong(Attempt::to));
        Attempt greatest = null;
        int ended = 0;
        for (Attempt read : reads) {
            for (; ended < byEnd.size() && byEnd.get(ended).to() < read.from(); ended++) {
                Attempt one = byEnd.get(ended);
                greatest = greatest == null || number(one) > number(greatest) ? one : greatest;
            }
            if (greatest != null && number(read) < number(greatest)) {
                Attempt before = greatest;
                findings.add(() -> Attempt.evidence(
                        read.told() + " saw " + number(read) + ", though " + before.told() + " had seen "
                                + number(before),
                        before,
                        read));
            }
        }
    }

    private static long number(Attempt read) {
        return (Long) read.result();
    }
}
