package io.faultline.checkers.clients;

import io.faultline.checkers.Checker;
import io.faultline.checkers.ClientOptions;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.finding.Wording;
import io.faultline.checkers.history.Condition;
import io.faultline.checkers.history.ConditionEvent;
import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.OperationEvent;
import io.faultline.checkers.history.OperationType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How clients fared: what came of their operations, how many succeeded in which conditions, and the longest time without a
 * success. A measure, not a promise; only a history with too few successes is unknown.
 *
 * <p>An operation counts for the conditions in which it began, for each of them where there are several.
 */
final class Availability implements Checker {
    private static final String NAME = "availability";
    private static final Pattern WORD = Pattern.compile("[a-z-]{1,20}");

    private final ClientOptions options;

    Availability(ClientOptions options) {
        this.options = options;
    }

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
        for (Operation operation : operations.all()) {
            String how =
                    operation.end() == null ? "open" : operation.end().type().word();
            ended.merge(word(operation.f()) + " " + how, 1L, Long::sum);
        }
        long longest = longestWithout(history);
        Map<String, Object> measures = new LinkedHashMap<>();
        measures.put("longestWithoutSuccess", longest);
        measures.putAll(shares(history, operations));
        measures.putAll(ended);
        if (operations.ok() < options.minOk()) {
            return Verdict.unknown(
                            NAME,
                            "only " + Wording.count(operations.ok(), "operation") + " of clients succeeded: too few"
                                    + " to judge")
                    .measured(measures);
        }
        return Verdict.valid(
                        NAME,
                        operations.ok() + " of "
                                + Wording.count(operations.all().size(), "operation")
                                + " succeeded, the longest time without one was " + Wording.seconds(longest))
                .measured(measures);
    }

    /** A word of a history may be any text, the name of a figure may not. */
    private static String word(String f) {
        return WORD.matcher(f).matches() ? f : "other";
    }

    /** From when clients first asked until the last thing that is known of them, ns. */
    private static long longestWithout(History history) {
        long since = -1;
        long last = 0;
        long longest = 0;
        for (Event event : history.events()) {
            if (event instanceof OperationEvent operation) {
                last = operation.time();
                since = since < 0 ? last : since;
                if (operation.type() == OperationType.OK) {
                    longest = Math.max(longest, last - since);
                    since = last;
                }
            }
        }
        return since < 0 ? 0 : Math.max(longest, last - since);
    }

    private static Map<String, Object> shares(History history, Operations operations) {
        Map<String, long[]> counts = new TreeMap<>();
        List<String> kinds = kinds(Condition.CALM);
        int next = 0;
        for (Event event : history.events()) {
            if (event instanceof ConditionEvent change) {
                kinds = kinds(change.condition());
            } else if (event instanceof OperationEvent told && told.type() == OperationType.INVOKE) {
                boolean ok = operations.all().get(next++).isOk();
                for (String kind : kinds) {
                    long[] count = counts.computeIfAbsent(kind, anew -> new long[2]);
                    count[0]++;
                    count[1] += ok ? 1 : 0;
                }
            }
        }
        Map<String, Object> shares = new LinkedHashMap<>();
        counts.forEach((kind, count) -> {
            shares.put("asked" + kind, count[0]);
            shares.put("okShare" + kind, (double) count[1] / count[0]);
        });
        return shares;
    }

    private static List<String> kinds(Condition condition) {
        List<String> kinds = new ArrayList<>();
        add(kinds, "Down", condition.down());
        add(kinds, "Paused", condition.paused());
        add(kinds, "Partitioned", condition.cut());
        add(kinds, "Degraded", condition.degraded());
        add(kinds, "Impaired", condition.impaired());
        return kinds.isEmpty() ? List.of("Healthy") : kinds;
    }

    private static void add(List<String> kinds, String kind, List<?> concerned) {
        if (!concerned.isEmpty()) {
            kinds.add(kind);
        }
    }
}
