package io.faultline.checkers.transactions;

import io.faultline.checkers.Evidence;
import io.faultline.checkers.transactions.consistency.Anomaly;
import io.faultline.checkers.transactions.graph.EdgeKind;
import io.faultline.checkers.transactions.log.TransactionLog;
import java.util.List;
import java.util.Objects;

/**
 * Why something can't be, or must not be.
 *
 * @param anomaly its name
 * @param text sentences that name transactions and events
 * @param transactions those it is about; in a cycle each stands before the next, and the last before the first
 * @param edges why it does, one for each transaction; none when it is no cycle
 * @param events where the transactions began and ended, ascending
 */
public record Proof(Anomaly anomaly, String text, List<Party> transactions, List<Edge> edges, List<Long> events) {

    public Proof {
        Objects.requireNonNull(anomaly, "anomaly");
        Objects.requireNonNull(text, "text");
        transactions = List.copyOf(transactions);
        edges = List.copyOf(edges);
        events = List.copyOf(events);
    }

    /**
     * A transaction in a proof.
     *
     * @param name as the proof calls it: {@code T1}
     * @param begin the event by which it began
     * @param content what it did
     */
    public record Party(String name, long process, long begin, String content) {

        static Party of(String name, TransactionLog log, int transaction) {
            return new Party(name, log.process(transaction), log.begin(transaction), log.content(transaction));
        }
    }

    /**
     * Why one transaction of a cycle stands before the next.
     *
     * @param from its name
     * @param to the name of the next
     * @param why a clause
     */
    public record Edge(String from, String to, EdgeKind kind, String why) {}

    /** The proof as a verdict holds it. */
    public Evidence evidence() {
        return new Evidence(text, events);
    }
}
