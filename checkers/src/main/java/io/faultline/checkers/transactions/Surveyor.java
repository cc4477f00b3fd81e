package io.faultline.checkers.transactions;

import io.faultline.checkers.transactions.graph.EdgeGraph;
import io.faultline.checkers.transactions.graph.EdgeKind;
import io.faultline.checkers.transactions.graph.Vicinity;
import io.faultline.checkers.transactions.inference.Inferred;
import io.faultline.checkers.transactions.log.TransactionLog;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks around a cycle. */
final class Surveyor {
    private final TransactionLog log;
    private final Inferred inferred;

    Surveyor(TransactionLog log, Inferred inferred) {
        this.log = log;
        this.inferred = inferred;
    }

    Surroundings survey(Proof cycle, Reach reach) {
        Map<Integer, String> names = new LinkedHashMap<>();
        cycle.transactions().forEach(party -> names.put(begunBy(party.begin()), party.name()));
        int room = Math.max(0, reach.most() - names.size());
        Vicinity vicinity = Vicinity.of(inferred.graph(), List.copyOf(names.keySet()), reach.edges(), room);
        List<Surroundings.Neighbour> neighbours = new ArrayList<>();
        for (int node : vicinity.nodes()) {
            int place = neighbours.size();
            String name = "N" + (place + 1);
            names.put(node, name);
            neighbours.add(new Surroundings.Neighbour(
                    Proof.Party.of(name, log, node), vicinity.distances().get(place)));
        }
        return new Surroundings(reach.edges(), neighbours, edges(cycle, names), vicinity.leftOut());
    }

    /** Transactions are numbered in the order in which they began. */
    private int begunBy(long event) {
        int low = 0;
        int high = log.size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (log.begin(middle) < event) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private List<Proof.Edge> edges(Proof cycle, Map<Integer, String> names) {
        Set<Tie> told = new HashSet<>();
        Set<Tie> tied = new HashSet<>();
        for (Proof.Edge edge : cycle.edges()) {
            told.add(new Tie(edge.from(), edge.to(), edge.kind().word()));
            tied.add(new Tie(edge.from(), edge.to(), ""));
        }
        List<Proof.Edge> edges = new ArrayList<>();
        addEdges(false, names, told, tied, edges);
        addEdges(true, names, told, tied, edges);
        return edges;
    }

    private void addEdges(
            boolean order, Map<Integer, String> names, Set<Tie> told, Set<Tie> tied, List<Proof.Edge> edges) {
        EdgeGraph graph = inferred.graph();
        names.forEach((node, name) -> {
            for (int edge = graph.first(node); edge < graph.first(node + 1); edge++) {
                String other = names.get(graph.target(edge));
                EdgeKind kind = graph.kind(edge);
                if (other != null
                        && kind.isOrder() == order
                        && told.add(new Tie(name, other, kind.word()))
                        && (tied.add(new Tie(name, other, "")) || !order)) {
                    String why = inferred.explainer().why(node, graph.target(edge), kind, name, other);
                    edges.add(new Proof.Edge(name, other, kind, why));
                }
            }
        });
    }

    /** That one stands before another, by an edge of this kind. */
    private record Tie(String from, String to, String kind) {}
}
