package io.faultline.checkers.clients;

import io.faultline.checkers.Checker;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.finding.Wording;
import io.faultline.checkers.history.History;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How clients fared: what came of their operations, and the longest time without a success. A measure, not a promise; only a
 * history with too few successes is unknown, for then all other checkers of clients would be green by emptiness.
 */
final class Availability implements Checker {
    private static final String NAME = "availability";
    private static final long LEAST = 10;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String claim() {
        return "clients are served";
    }

    @Override
    public Verdict check(History history) {
        Operations operations = Operations.of(history);
        Map<String, Long> ended = new TreeMap<>();
        long ok = 0;
        long lastSuccess = 0;
        long longest = 0;
        for (Operation operation : operations.all()) {
            String how =
                    operation.end() == null ? "open" : operation.end().type().word();
            ended.merge(operation.f() + " " + how, 1L, Long::sum);
        }
        for (Operation operation : operations.all()) {
            if (operation.isOk()) {
                ok++;
                longest = Math.max(longest, operation.end().time() - lastSuccess);
                lastSuccess = Math.max(lastSuccess, operation.end().time());
            }
        }
        Map<String, Object> measures = new LinkedHashMap<>(ended);
        measures.put("longestWithoutSuccessNanos", longest);
        if (ok < LEAST) {
            return Verdict.unknown(
                            NAME, "only " + Wording.count(ok, "operation") + " of clients succeeded: too few to judge")
                    .measured(measures);
        }
        return Verdict.valid(
                        NAME,
                        ok + " of " + Wording.count(operations.all().size(), "operation")
                                + " succeeded, the longest time without one was " + Wording.seconds(longest))
                .measured(measures);
    }
}
