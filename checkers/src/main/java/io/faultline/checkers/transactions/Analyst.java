package io.faultline.checkers.transactions;

import io.faultline.checkers.Validity;
import io.faultline.checkers.finding.Wording;
import io.faultline.checkers.transactions.consistency.Anomaly;
import io.faultline.checkers.transactions.consistency.Consistency;
import io.faultline.checkers.transactions.graph.Cycle;
import io.faultline.checkers.transactions.graph.CycleSearch;
import io.faultline.checkers.transactions.graph.Cycles;
import io.faultline.checkers.transactions.graph.Shape;
import io.faultline.checkers.transactions.inference.Finding;
import io.faultline.checkers.transactions.inference.Inferred;
import io.faultline.checkers.transactions.inference.LogMoments;
import io.faultline.checkers.transactions.inference.SerialOrder;
import io.faultline.checkers.transactions.log.TransactionLog;
import io.faultline.checkers.transactions.weak.WeakLevel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Goes the whole way from a log to what it breaks. */
final class Analyst {
    private final TransactionKind kind;
    private final Consistency model;
    private final TransactionLog log;
    private final long steps;
    private final Map<Anomaly, Long> anomalies = new EnumMap<>(Anomaly.class);
    private final List<Proof> proofs = new ArrayList<>();
    private final Set<Anomaly> undecided = EnumSet.noneOf(Anomaly.class);
    private final List<String> doubts = new ArrayList<>();
    private final Map<String, Object> measures = new LinkedHashMap<>();
    private Inferred inferred;

    Analyst(TransactionKind kind, Consistency model, TransactionLog log, long steps) {
        this.kind = kind;
        this.model = model;
        this.log = log;
        this.steps = steps;
    }

    Analysis analyze() {
        if (!log.problems().isEmpty()) {
            return unknown(
                    "not all transactions can be understood: " + log.problems().get(0));
        } else if (log.committed() == 0) {
            return unknown("no transaction committed: nothing to judge");
        }
        inferred = kind.infer(log);
        measures.put("transactions", log.size());
        measures.put("committed", log.committed());
        measures.putAll(inferred.measures());
        if (inferred.broken().isPresent()) {
            return unknown(inferred.broken().get().why());
        }
        ProofWriter writer = new ProofWriter(log);
        for (Finding finding : inferred.findings().kept()) {
            proofs.add(writer.of(finding));
        }
        anomalies.putAll(inferred.findings().counts());
        Cycles cycles = CycleSearch.find(inferred.graph(), new LogMoments(log), steps);
        measures.put("core", cycles.core());
        takeCycles(cycles, writer);
        if (kind == TransactionKind.RW_REGISTER || mayBreakWeakLevels(cycles)) {
            takeWeakLevels(writer);
        }
        doubts.addAll(inferred.gaps());
        inferred.loose().ifPresent(this::doubtOrders);
        return judge();
    }

    /** What lies around a cycle that was found here: asked for after all is judged, and only of those that are shown. */
    Surroundings around(Proof cycle, Reach reach) {
        return new Surveyor(log, inferred).survey(cycle, reach);
    }

    private void takeCycles(Cycles cycles, ProofWriter writer) {
        for (Cycle cycle : cycles.found()) {
            Anomaly anomaly = Anomaly.of(cycle.shape(), cycle.suffix());
            if (anomalies.merge(anomaly, 1L, Long::sum) <= 3) {
                proofs.add(writer.of(cycle, inferred.explainer()));
            }
        }
        for (Cycles.CutShort cut : cycles.cutShort()) {
            Anomaly anomaly = Anomaly.of(cut.shape(), cut.suffix());
            undecided.add(anomaly);
            if (model.isBrokenBy(EnumSet.of(anomaly))) {
                doubts.add(cut.component() + " transactions, " + log.told(cut.first()) + " among them, depend on each"
                        + " other in circles; the search for " + anomaly.word() + " there was cut short");
            }
        }
    }

    /** What breaks a level below is a cycle with one rw at most, when the order of versions is known. */
    private boolean mayBreakWeakLevels(Cycles cycles) {
        return !cycles.cutShort().isEmpty()
                || cycles.found().stream().anyMatch(cycle -> cycle.shape().compareTo(Shape.G_SINGLE) <= 0);
    }

    /** The strongest that is broken is enough: it breaks those above. */
    private void takeWeakLevels(ProofWriter writer) {
        for (WeakLevel level : WeakLevel.values()) {
            if (level.model().isBrokenBy(anomalies.keySet())) {
                return;
            }
            level.check(log, inferred).ifPresent(finding -> {
                anomalies.merge(finding.anomaly(), 1L, Long::sum);
                proofs.add(writer.of(finding));
            });
        }
    }

    /** Where not every order of versions is known, that there is no cycle proves less. */
    private void doubtOrders(String loose) {
        if (kind == TransactionKind.LIST_APPEND) {
            if (!anomalies.isEmpty()) {
                undecided.add(Anomaly.G_NONADJACENT);
                if (implies(Consistency.SNAPSHOT_ISOLATION) && !implies(Consistency.SERIALIZABLE)) {
                    doubts.add(loose);
                }
            }
        } else if (!Consistency.CAUSAL.implied().contains(model)) {
            boolean sessions = implies(Consistency.STRONG_SESSION_SNAPSHOT_ISOLATION)
                    || implies(Consistency.PARALLEL_SNAPSHOT_ISOLATION);
            boolean time = implies(Consistency.STRONG_SNAPSHOT_ISOLATION);
            if (SerialOrder.exists(log, inferred, sessions, time)) {
                measures.put("serialOrderFound", true);
                undecided.addAll(EnumSet.complementOf(EnumSet.copyOf(model.forbidden())));
            } else {
                undecided.addAll(EnumSet.of(Anomaly.LOST_UPDATE, Anomaly.G_SINGLE));
                doubts.add(loose + ", and no order of all transactions was found that explains what they read");
            }
        } else {
            undecided.addAll(EnumSet.of(Anomaly.LOST_UPDATE, Anomaly.G_SINGLE));
        }
    }

    private boolean implies(Consistency weaker) {
        return model.implied().contains(weaker);
    }

    private Analysis judge() {
        proofs.sort(Comparator.comparing(Proof::anomaly));
        if (model.isBrokenBy(anomalies.keySet())) {
            Set<Anomaly> against = EnumSet.copyOf(anomalies.keySet());
            against.retainAll(model.forbidden());
            proofs.removeIf(proof -> !against.contains(proof.anomaly()));
            return analysis(
                    Validity.INVALID,
                    "not " + model.word() + ": " + named(against) + ". Broken already: "
                            + words(Consistency.weakestBroken(anomalies.keySet())) + "; "
                            + (doubts.isEmpty() ? kept() : "what still holds is not decided: " + doubts.get(0)));
        } else if (!doubts.isEmpty()) {
            return analysis(
                    Validity.UNKNOWN,
                    "nothing found against " + model.word() + ", but it is not proved: " + doubts.get(0));
        }
        String order =
                measures.containsKey("serialOrderFound") ? ", and an order that explains all reads was found" : "";
        String seen = anomalies.isEmpty() ? "" : "; seen, and allowed by it: " + named(anomalies.keySet());
        return analysis(
                Validity.VALID,
                Wording.count(log.committed(), "transaction") + " committed, nothing against " + model.word() + order
                        + seen);
    }

    private String kept() {
        Set<Consistency> kept = keptModels();
        return kept.isEmpty() ? "nothing else holds" : "what still holds: " + words(kept);
    }

    private Set<Consistency> keptModels() {
        Set<Anomaly> against = EnumSet.copyOf(undecided);
        against.addAll(anomalies.keySet());
        return Consistency.strongestKept(against);
    }

    private String named(Set<Anomaly> some) {
        return some.stream()
                .map(anomaly -> anomaly.word() + (anomalies.get(anomaly) > 1 ? " × " + anomalies.get(anomaly) : ""))
                .collect(Collectors.joining(", "));
    }

    private static String words(Set<Consistency> models) {
        return models.stream().map(Consistency::word).collect(Collectors.joining(", "));
    }

    private Analysis unknown(String why) {
        doubts.add(why);
        return analysis(Validity.UNKNOWN, why);
    }

    private Analysis analysis(Validity validity, String summary) {
        return new Analysis(
                kind,
                model,
                validity,
                summary,
                anomalies,
                List.copyOf(proofs),
                Consistency.weakestBroken(anomalies.keySet()),
                doubts.isEmpty() ? keptModels() : EnumSet.noneOf(Consistency.class),
                log.size(),
                measures);
    }
}
