package io.faultline.checkers.transactions;

import io.faultline.checkers.Checker;
import io.faultline.checkers.Validity;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.history.History;
import io.faultline.checkers.transactions.consistency.Consistency;
import io.faultline.checkers.transactions.picture.CyclePicture;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Judges transactions by one model. */
final class TransactionChecker implements Checker {
    private static final int EVIDENCE_MOST = 5;

    private final TransactionKind kind;
    private final Consistency model;
    private final int minCommitted;
    private final Reach reach;

    TransactionChecker(TransactionKind kind, Consistency model, int minCommitted, Reach reach) {
        this.kind = kind;
        this.model = model;
        this.minCommitted = minCommitted;
        this.reach = reach;
    }

    @Override
    public String name() {
        return kind.word();
    }

    @Override
    public String claim() {
        return "transactions are " + model.word();
    }

    @Override
    public Verdict check(History history) {
        Analyst analyst = Transactions.analyst(history, kind, model);
        Analysis analysis = analyst.analyze();
        Map<String, Object> figures = new LinkedHashMap<>(analysis.measures());
        figures.put(
                "anomalies",
                analysis.anomalies().keySet().stream()
                        .map(anomaly -> anomaly.word())
                        .toList());
        figures.put(
                CyclePicture.MEASURE,
                analysis.proofs().stream()
                        .filter(proof -> CyclePicture.isDrawable(CyclePicture.tree(proof)))
                        .limit(EVIDENCE_MOST)
                        .map(proof -> tree(proof, analyst))
                        .toList());
        return verdict(analysis).measured(figures);
    }

    private Map<String, Object> tree(Proof proof, Analyst analyst) {
        return reach.isNone() ? CyclePicture.tree(proof) : CyclePicture.tree(proof, analyst.around(proof, reach));
    }

    private Verdict verdict(Analysis analysis) {
        if (analysis.validity() == Validity.INVALID) {
            return Verdict.invalid(
                    name(),
                    analysis.summary(),
                    analysis.proofs().stream()
                            .limit(EVIDENCE_MOST)
                            .map(Proof::evidence)
                            .toList());
        } else if (analysis.validity() == Validity.UNKNOWN) {
            return Verdict.unknown(name(), analysis.summary());
        }
        Object committed = analysis.measures().get("committed");
        return committed instanceof Number count && count.longValue() < minCommitted
                ? Verdict.unknown(
                        name(),
                        "only " + count + " transactions committed, of the " + minCommitted
                                + " it takes: too few to judge")
                : new Verdict(name(), Validity.VALID, analysis.summary(), List.of(), Map.of());
    }
}
