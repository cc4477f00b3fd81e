package io.faultline.checkers.transactions.weak;

import io.faultline.checkers.transactions.consistency.Anomaly;
import io.faultline.checkers.transactions.graph.Circle;
import io.faultline.checkers.transactions.graph.EdgeGraph;
import io.faultline.checkers.transactions.graph.EdgeKind;
import io.faultline.checkers.transactions.graph.GraphBuilder;
import io.faultline.checkers.transactions.inference.Finding;
import io.faultline.checkers.transactions.inference.Inferred;
import io.faultline.checkers.transactions.log.TransactionLog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks for a circle in what is forced and what is known anyway, and says what it is. */
final class Contradiction {
    private final WeakLevel level;
    private final Anomaly anomaly;
    private final TransactionLog log;
    private final Inferred inferred;
    private final Forced forced;

    Contradiction(WeakLevel level, Anomaly anomaly, TransactionLog log, Inferred inferred, Forced forced) {
        this.level = level;
        this.anomaly = anomaly;
        this.log = log;
        this.inferred = inferred;
        this.forced = forced;
    }

    /** @param known whether there is a circle in what is known anyway, so that nothing was forced */
    Optional<Finding> find(boolean known) {
        if (forced.broken() >= 0) {
            return Optional.of(ofTheFirst(forced.broken()));
        }
        GraphBuilder builder = new GraphBuilder(log.size());
        EdgeGraph graph = inferred.graph();
        for (int node = 0; node < graph.nodes(); node++) {
            for (int edge = graph.first(node); edge < graph.first(node + 1); edge++) {
                if (graph.kind(edge) == EdgeKind.WR
                        || graph.kind(edge) == EdgeKind.WW
                        || level == WeakLevel.CAUSAL && graph.kind(edge) == EdgeKind.PROCESS) {
                    builder.add(node, graph.target(edge), graph.kind(edge));
                }
            }
        }
        for (int i = 0; i < forced.size() && !known; i++) {
            builder.add(forced.before(i), forced.after(i), EdgeKind.RW);
        }
        return Circle.shortest(builder.build()).map(this::proof);
    }

    private Finding ofTheFirst(int place) {
        int writer = forced.before(place);
        int reader = forced.reader(place);
        return new Finding(
                anomaly,
                log.told(reader) + " read " + log.keyName(forced.key(place)) + " as it was before all, though it "
                        + knows() + " " + log.told(writer) + ", which wrote it",
                List.of(writer, reader));
    }

    private String knows() {
        return switch (level) {
            case MONOTONIC_ATOMIC_VIEW -> "had read from";
            case READ_ATOMIC -> "read from";
            case CAUSAL -> "has in its causal past";
        };
    }

    private Finding proof(Circle circle) {
        Map<Integer, String> names = new LinkedHashMap<>();
        circle.nodes().forEach(node -> names.putIfAbsent(node, "T" + (names.size() + 1)));
        List<Integer> all = new ArrayList<>(names.keySet());
        List<String> reasons = new ArrayList<>();
        for (int i = 0; i < circle.nodes().size(); i++) {
            int before = circle.nodes().get(i);
            int after = circle.nodes().get((i + 1) % circle.nodes().size());
            reasons.add(names.get(before) + " < " + names.get(after) + ", because "
                    + why(before, after, circle.kinds().get(i), names, all));
        }
        StringBuilder text = new StringBuilder("let ");
        names.forEach((node, name) -> text.append(name + " = " + log.told(node) + ": " + log.content(node) + "; "));
        text.setLength(text.length() - 2);
        text.append(". Then ").append(String.join("; ", reasons)).append(": a contradiction");
        return new Finding(anomaly, text.toString(), all);
    }

    private String why(int before, int after, EdgeKind kind, Map<Integer, String> names, List<Integer> all) {
        if (kind != EdgeKind.RW) {
            return inferred.explainer().why(before, after, kind, names.get(before), names.get(after));
        }
        int place = forced.find(before, after);
        int reader = forced.reader(place);
        if (!all.contains(reader)) {
            all.add(reader);
        }
        return names.getOrDefault(reader, log.told(reader)) + " read " + log.keyName(forced.key(place)) + " from "
                + names.get(after) + ", though it " + knows() + " " + names.get(before) + ", which wrote it too";
    }
}
