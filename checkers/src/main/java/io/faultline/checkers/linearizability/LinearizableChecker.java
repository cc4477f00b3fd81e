package io.faultline.checkers.linearizability;

import io.faultline.checkers.Checker;
import io.faultline.checkers.Evidence;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.history.History;
import io.faultline.checkers.linearizability.evidence.Counterexample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** Judges linearizability by one model, as a checker among others. */
public final class LinearizableChecker implements Checker {
    private final Model<?> model;
    private final Supplier<LinearizabilityOptions> options;

    /**
     * @param options made anew for each check, as its budget begins with it; with one that is a matter of time the verdict may
     *     be unknown one time and not the other
     */
    public LinearizableChecker(Model<?> model, Supplier<LinearizabilityOptions> options) {
        this.model = Objects.requireNonNull(model, "model");
        this.options = Objects.requireNonNull(options, "options");
    }

    @Override
    public String name() {
        return "linearizable";
    }

    @Override
    public String claim() {
        return "every operation takes effect at one moment between its begin and its end";
    }

    @Override
    public Verdict check(History history) {
        Outcome outcome = Linearizability.check(model, history, options.get());
        Verdict verdict = switch (outcome.validity()) {
            case VALID -> Verdict.valid(name(), summary(outcome));
            case UNKNOWN -> Verdict.unknown(name(), outcome.reason());
            case INVALID -> Verdict.invalid(name(), outcome.reason(), evidence(outcome));
        };
        return verdict.measured(figures(outcome));
    }

    private static String summary(Outcome outcome) {
        return outcome.operations() + " operations are linearizable as a " + outcome.model();
    }

    private static List<Evidence> evidence(Outcome outcome) {
        List<Evidence> all = new ArrayList<>();
        for (Counterexample counterexample : outcome.counterexamples()) {
            all.add(new Evidence(counterexample.why(), counterexample.events()));
        }
        return all;
    }

    /** What is the same for each check of one history. */
    private static Map<String, Object> figures(Outcome outcome) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("model", outcome.model());
        figures.put("algorithm", outcome.algorithm());
        figures.put("operations", outcome.operations());
        figures.put("parts", outcome.parts().size());
        figures.put("configurations", outcome.cost().configurations());
        List<String> lines = new ArrayList<>();
        outcome.counterexamples().forEach(one -> lines.addAll(one.text().lines().toList()));
        if (!lines.isEmpty()) {
            figures.put("counterexamples", lines);
        }
        return figures;
    }
}
