package io.faultline.checkers.transactions.inference;

import io.faultline.checkers.transactions.graph.GraphBuilder;
import io.faultline.checkers.transactions.graph.Order;
import io.faultline.checkers.transactions.inference.Inferred.Broken;
import io.faultline.checkers.transactions.log.TransactionLog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Infers from lists that are only appended to and read as a whole: a read then tells the whole past of its key (Kingsbury and
 * Alvaro 2020, <i>Elle</i>, section 4).
 *
 * <p>Preconditions: what is appended to a key is unique, and lists are empty at first.
 */
public final class ListAppends {
    private final TransactionLog log;
    private final StepsByKey steps;
    private final Findings findings = new Findings();
    private final boolean[] present;

    private ListAppends(TransactionLog log) {
        this.log = log;
        this.steps = StepsByKey.of(log);
        this.present = new boolean[log.size()];
    }

    /** What follows from that log, with the orders of processes and of time. */
    public static Inferred infer(TransactionLog log) {
        return new ListAppends(log).infer();
    }

    private Inferred infer() {
        for (int transaction = 0; transaction < log.size(); transaction++) {
            present[transaction] = log.isOk(transaction);
        }
        GraphBuilder graph = new GraphBuilder(log.size());
        ListKey[] keys = new ListKey[log.keys()];
        ListKeyReader reader = new ListKeyReader(log, steps, findings, present);
        for (int key = 0; key < keys.length; key++) {
            keys[key] = reader.read(key);
            if (reader.broken() != null) {
                return inferred(Optional.of(reader.broken()), graph, keys, List.of());
            }
        }
        new OwnLists(log, findings).check();
        ListEdges edges = new ListEdges(log, steps, present, findings);
        List<String> gaps = new ArrayList<>();
        for (ListKey key : keys) {
            if (!edges.add(key, graph)) {
                gaps.add("too many appends to " + log.keyName(key.key()) + " were never seen by too many readers");
            }
        }
        Order.add(graph, present, new LogMoments(log));
        return inferred(Optional.empty(), graph, keys, gaps);
    }

    private Inferred inferred(Optional<Broken> broken, GraphBuilder graph, ListKey[] keys, List<String> gaps) {
        Map<String, Object> measures = new LinkedHashMap<>();
        measures.put("keys", keys.length);
        measures.put("edges", graph.size());
        return new Inferred(
                broken,
                findings,
                graph.build(),
                present,
                new ListSources(log, steps, keys, present),
                broken.isPresent() ? Optional.empty() : loose(keys),
                gaps,
                new ListExplainer(log, steps, keys, present),
                measures);
    }

    /** Appends that nobody saw come after all that was seen, but who knows in what order. */
    private Optional<String> loose(ListKey[] keys) {
        for (ListKey key : keys) {
            long writers = Arrays.stream(key.unseen())
                    .map(steps::transaction)
                    .filter(writer -> present[writer])
                    .distinct()
                    .count();
            if (writers > 1) {
                return Optional.of(
                        "nobody saw in what order " + writers + " transactions appended to " + log.keyName(key.key()));
            }
        }
        return Optional.empty();
    }
}
