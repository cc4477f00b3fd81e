package io.faultline.checkers.transactions.weak;

import io.faultline.checkers.transactions.consistency.Anomaly;
import io.faultline.checkers.transactions.consistency.Consistency;
import io.faultline.checkers.transactions.inference.Finding;
import io.faultline.checkers.transactions.inference.Inferred;
import io.faultline.checkers.transactions.log.TransactionLog;
import java.util.Optional;

/** A level that is decided by what it forces, and what it is called when that is a contradiction. */
public enum WeakLevel {
    /** Who was read from earlier in the same transaction is known: what Biswas and Enea call read committed. */
    MONOTONIC_ATOMIC_VIEW(Consistency.MONOTONIC_ATOMIC_VIEW, Anomaly.NON_MONOTONIC_READ),
    /** Whatever is read from anywhere in the transaction is known. */
    READ_ATOMIC(Consistency.READ_ATOMIC, Anomaly.FRACTURED_READ),
    /** All of the causal past is known: what came before in the process, what was read from, and so on. */
    CAUSAL(Consistency.CAUSAL, Anomaly.CAUSAL);

    private final Consistency model;
    private final Anomaly anomaly;

    WeakLevel(Consistency model, Anomaly anomaly) {
        this.model = model;
        this.anomaly = anomaly;
    }

    /** The model that it decides. */
    public Consistency model() {
        return model;
    }

    /** What breaks this level, of which there is no trace in cycles that are found otherwise; empty when it holds. */
    public Optional<Finding> check(TransactionLog log, Inferred inferred) {
        Accesses accesses = Accesses.of(log, inferred.present(), inferred.sources());
        Forced forced = new Forced(log.size());
        boolean decided = switch (this) {
            case MONOTONIC_ATOMIC_VIEW -> new WithinTransaction(accesses, forced).monotonic();
            case READ_ATOMIC -> new WithinTransaction(accesses, forced).readAtomic();
            case CAUSAL -> new CausalPast(log, accesses, forced).run(inferred.present());
        };
        return new Contradiction(this, anomaly, log, inferred, forced).find(!decided);
    }
}
