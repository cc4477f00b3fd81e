package io.faultline.checkers.transactions;

import io.faultline.checkers.transactions.consistency.Anomaly;
import io.faultline.checkers.transactions.graph.Cycle;
import io.faultline.checkers.transactions.inference.Finding;
import io.faultline.checkers.transactions.inference.Inferred;
import io.faultline.checkers.transactions.log.TransactionLog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Puts proofs into sentences. */
final class ProofWriter {
    /** So many transactions of a cycle are written out; of a longer one the rest is counted. */
    private static final int WRITTEN_OUT = 12;

    private final TransactionLog log;

    ProofWriter(TransactionLog log) {
        this.log = log;
    }

    Proof of(Finding finding) {
        List<Proof.Party> parties = new ArrayList<>();
        for (int transaction : finding.transactions()) {
            parties.add(party("T" + (parties.size() + 1), transaction));
        }
        String text = finding.anomaly().word() + ": " + finding.why() + ".";
        return new Proof(finding.anomaly(), text, parties, List.of(), events(finding.transactions()));
    }

    /** {@code G0: let T1 = …; T2 = …. Then T1 < T2, because …; and T2 < T1, because …: a contradiction.} */
    Proof of(Cycle cycle, Inferred.Explainer explainer) {
        Map<Integer, String> names = new LinkedHashMap<>();
        cycle.nodes().forEach(node -> names.putIfAbsent(node, "T" + (names.size() + 1)));
        List<Proof.Party> parties = new ArrayList<>();
        names.forEach((node, name) -> parties.add(party(name, node)));
        List<Proof.Edge> edges = new ArrayList<>();
        int size = cycle.nodes().size();
        for (int i = 0; i < Math.min(size, WRITTEN_OUT); i++) {
            int before = cycle.nodes().get(i);
            int after = cycle.nodes().get((i + 1) % size);
            String first = names.get(before);
            String second = names.get(after);
            edges.add(new Proof.Edge(
                    first,
                    second,
                    cycle.kinds().get(i),
                    explainer.why(before, after, cycle.kinds().get(i), first, second)));
        }
        Anomaly anomaly = Anomaly.of(cycle.shape(), cycle.suffix());
        return new Proof(anomaly, text(anomaly, cycle, parties, edges), parties, edges, events(cycle.nodes()));
    }

    private String text(Anomaly anomaly, Cycle cycle, List<Proof.Party> parties, List<Proof.Edge> edges) {
        StringBuilder text = new StringBuilder(anomaly.word()).append(": let ");
        for (int i = 0; i < Math.min(parties.size(), WRITTEN_OUT); i++) {
            Proof.Party party = parties.get(i);
            text.append(i == 0 ? "" : "; ")
                    .append(party.name())
                    .append(" = ")
                    .append("the transaction of process " + party.process() + " (event " + party.begin() + "): ")
                    .append(party.content());
        }
        text.append(". Then ");
        for (int i = 0; i < edges.size(); i++) {
            Proof.Edge edge = edges.get(i);
            text.append(i == 0 ? "" : i == edges.size() - 1 ? "; and " : "; ")
                    .append(edge.from() + " < " + edge.to() + ", because ")
                    .append(edge.why());
        }
        int more = cycle.nodes().size() - edges.size();
        if (more > 0) {
            text.append("; and so on by " + more + " more transactions back to T1");
        }
        text.append(": a contradiction.");
        if (!cycle.shortest()) {
            text.append(" There may be a shorter such cycle among the " + cycle.component()
                    + " transactions that depend on each other: the search for it was cut short.");
        }
        return text.toString();
    }

    private Proof.Party party(String name, int transaction) {
        return Proof.Party.of(name, log, transaction);
    }

    private List<Long> events(List<Integer> transactions) {
        TreeSet<Long> events = new TreeSet<>();
        for (int transaction : transactions) {
            events.add((long) log.begin(transaction));
            if (log.end(transaction) != TransactionLog.NEVER) {
                events.add((long) log.end(transaction));
            }
        }
        return List.copyOf(events);
    }
}
