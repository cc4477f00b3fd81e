package io.faultline.checkers.totals;

import io.faultline.checkers.Checker;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.finding.Findings;
import io.faultline.checkers.history.History;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** No identifier is given twice (Jepsen's {@code unique-ids}): operations {@code generate}. */
final class UniqueIds implements Checker {

    @Override
    public String name() {
        return "unique-ids";
    }

    @Override
    public String claim() {
        return "no identifier is given twice";
    }

    @Override
    public Verdict check(History history) {
        Findings findings = new Findings(name());
        Map<Object, Attempt> given = new HashMap<>();
        long count = 0;
        for (Attempt attempt : Attempts.of(history).named(Set.of("generate"))) {
            if (attempt.isOk()) {
                count++;
                Attempt before = given.putIfAbsent(attempt.result(), attempt);
                if (before != null) {
                    findings.add(() -> Attempt.evidence(
                            attempt.result() + " was given to " + before.told() + " and to " + attempt.told(),
                            before,
                            attempt));
                }
            }
        }
        return count == 0
                ? Verdict.unknown(name(), "no identifier was generated: nothing to judge")
                : findings.invalidOr(count + " identifiers, all of them different");
    }
}
