package io.faultline.checkers.clients;

import io.faultline.checkers.Checker;
import io.faultline.checkers.ClientOptions;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.finding.Wording;
import io.faultline.checkers.history.ClientEvents;
import io.faultline.checkers.history.Condition;
import io.faultline.checkers.history.ConditionEvent;
import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.Link;
import io.faultline.checkers.history.OperationType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
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
        Tally tally = tally(history, operations.all());
        long longest = tally.longestWithoutSuccess();
        if (operations.ok() < options.minOk()) {
            return Verdict.unknown(
                            NAME,
                            "only " + Wording.count(operations.ok(), "operation") + " of clients succeeded: too few"
                                    + " to judge")
                    .measured(tally.measures());
        }
        return Verdict.valid(
                        NAME,
                        operations.ok() + " of "
                                + Wording.count(operations.all().size(), "operation")
                                + " succeeded, the longest time without one was " + Wording.seconds(longest))
                .measured(tally.measures());
    }

    private static Tally tally(History history, List<Operation> operations) {
        Tally tally = new Tally();
        ClientEvents events = history.clientEvents();
        Iterator<Operation> next = operations.iterator();
        int p = 0;
        for (Event event : history.otherEvents()) {
            if (event instanceof ConditionEvent change) {
                for (; p < events.size() && events.index(p) < change.index(); p++) {
                    tally.take(events, p, next);
                }
                tally.changed(kinds(change.condition()));
            }
        }
        for (; p < events.size(); p++) {
            tally.take(events, p, next);
        }
        return tally;
    }

    private static List<String> kinds(Condition condition) {
        List<String> kinds = new ArrayList<>();
        add(kinds, "Down", condition.down());
        add(kinds, "Paused", condition.paused());
        add(kinds, "Partitioned", betweenNodes(condition.cut()));
        add(kinds, "Degraded", betweenNodes(condition.degraded()));
        add(kinds, "Impaired", condition.impaired());
        if (ClientWays.isTroubled(condition)) {
            kinds.add("ClientLinks");
        }
        return kinds.isEmpty() ? List.of("Healthy") : kinds;
    }

    private static List<Link> betweenNodes(List<Link> links) {
        return links.stream().filter(link -> !link.hasClients()).toList();
    }

    private static void add(List<String> kinds, String kind, List<?> concerned) {
        if (!concerned.isEmpty()) {
            kinds.add(kind);
        }
    }

    /** What is counted on one walk over the history. */
    private static final class Tally {
        private static final int OPEN = OperationType.INVOKE.ordinal();

        private final Map<String, long[]> ended = new HashMap<>();
        private final Map<List<String>, long[]> asked = new HashMap<>();
        private long[] now = new long[2];
        private long since = -1;
        private long last;
        private long longest;

        Tally() {
            changed(kinds(Condition.CALM));
        }

        void changed(List<String> kinds) {
            now = asked.computeIfAbsent(kinds, anew -> new long[2]);
        }

        /** @param next gives the operation that began, if one did */
        void take(ClientEvents events, int p, Iterator<Operation> next) {
            if (events.begins(p)) {
                begun(next.next());
            }
            last = events.time(p);
            since = since < 0 ? last : since;
            if (events.type(p) == OperationType.OK) {
                longest = Math.max(longest, last - since);
                since = last;
            }
        }

        private void begun(Operation operation) {
            int how = operation.how() == null ? OPEN : operation.how().ordinal();
            ended.computeIfAbsent(operation.f(), anew -> new long[OperationType.values().length])[how]++;
            now[0]++;
            now[1] += operation.isOk() ? 1 : 0;
        }

        /** From when clients first asked until the last thing that is known of them, ns. */
        long longestWithoutSuccess() {
            return since < 0 ? 0 : Math.max(longest, last - since);
        }

        Map<String, Object> measures() {
            Map<String, Object> measures = new LinkedHashMap<>();
            measures.put("longestWithoutSuccess", longestWithoutSuccess());
            Map<String, long[]> byKind = new TreeMap<>();
            asked.forEach((kinds, count) -> kinds.forEach(kind -> {
                long[] sum = byKind.computeIfAbsent(kind, anew -> new long[2]);
                sum[0] += count[0];
                sum[1] += count[1];
            }));
            byKind.forEach((kind, count) -> {
                if (count[0] > 0) {
                    measures.put("asked" + kind, count[0]);
                    measures.put("okShare" + kind, (double) count[1] / count[0]);
                }
            });
            Map<String, Long> words = new TreeMap<>();
            ended.forEach((f, counts) -> {
                for (OperationType type : OperationType.values()) {
                    if (counts[type.ordinal()] > 0) {
                        String how = type == OperationType.INVOKE ? "open" : type.word();
                        words.merge(word(f) + " " + how, counts[type.ordinal()], Long::sum);
                    }
                }
            });
            measures.putAll(words);
            return measures;
        }

        /** A word of a history may be any text, the name of a figure may not. */
        private static String word(String f) {
            return WORD.matcher(f).matches() ? f : "other";
        }
    }
}
