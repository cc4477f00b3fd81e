package io.faultline.checkers.linearizability;

import io.faultline.checkers.Checker;
import io.faultline.checkers.Evidence;
import io.faultline.checkers.Validity;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.finding.Wording;
import io.faultline.checkers.history.History;
import io.faultline.checkers.linearizability.evidence.Counterexample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** Judges linearizability, as a checker among others. */
public final class LinearizableChecker implements Checker {
    /** {@link #name}. */
    public static final String NAME = "linearizable";

    /** {@link #claim}. */
    public static final String CLAIM = "every operation takes effect at one moment between its begin and its end";

    /** The measure with the trees of counterexamples. */
    public static final String COUNTEREXAMPLES = "counterexamples";

    /** About a second of work at most. */
    private static final long WORK = 250_000;

    private static final long BYTES = 64L << 20;

    private final List<Model<?>> models;
    private final long minOk;
    private final Supplier<LinearizabilityOptions> options;

    /**
     * @param options made anew for each check, as its budget begins with it; with one that is a matter of time the verdict may
     *     be unknown one time and not the other
     */
    public LinearizableChecker(Model<?> model, Supplier<LinearizabilityOptions> options) {
        this(List.of(model), 1, options);
    }

    /**
     * @param models one for each kind of thing there is; an operation is of the first that knows it
     * @param minOk with fewer operations that succeeded nothing is called linearizable
     * @param options as above
     */
    public LinearizableChecker(List<Model<?>> models, long minOk, Supplier<LinearizabilityOptions> options) {
        if (models.isEmpty()) {
            throw new IllegalArgumentException("without a model nothing can be judged");
        }
        this.models = List.copyOf(models);
        this.minOk = minOk;
        this.options = Objects.requireNonNull(options, "options");
    }

    /**
     * Judges what clients asked of one service with keys, queues and locks, each by the model of its kind; empty when nothing
     * was asked that is judged like that. Its work is counted, not timed: the same history always gets the same verdict.
     */
    public static Optional<Checker> of(History history, long minOk) {
        List<Model<?>> models = ServiceModels.of(history);
        return models.isEmpty()
                ? Optional.empty()
                : Optional.of(new LinearizableChecker(
                        models, minOk, () -> LinearizabilityOptions.within(Budget.ofWork(WORK, BYTES))));
    }

    /**
     * The lines that draw the calls of a piece of evidence as bars, without the sentence above them; none where a verdict has
     * none, whoever's it is and wherever it was read.
     *
     * @param evidence its place among the verdict's evidence
     */
    public static List<String> drawing(Verdict verdict, int evidence) {
        return verdict.measures().get(COUNTEREXAMPLES) instanceof List<?> all
                        && evidence < all.size()
                        && all.get(evidence) instanceof Map<?, ?> tree
                        && tree.get("text") instanceof List<?> lines
                ? lines.stream().skip(1).map(String::valueOf).toList()
                : List.of();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String claim() {
        return CLAIM;
    }

    @Override
    public Verdict check(History history) {
        LinearizabilityOptions limits = options.get();
        Calls calls = Calls.of(history, limits.failedCas());
        long succeeded = succeeded(calls);
        Outcome outcome = check(calls, succeeded, limits);
        return verdict(outcome, succeeded).measured(figures(outcome));
    }

    /** Things of one kind where nothing succeeded are looked at only where nothing did at all. */
    private Outcome check(Calls calls, long succeeded, LinearizabilityOptions limits) {
        Outcome all = null;
        for (Map.Entry<Model<?>, Calls> some : calls.byModel(models).entrySet()) {
            if (models.size() > 1 && succeeded > 0 && succeeded(some.getValue()) == 0) {
                continue;
            }
            Outcome one = Linearizability.check(some.getKey(), some.getValue(), limits);
            all = all == null ? one : all.and(one);
        }
        return all;
    }

    private static long succeeded(Calls calls) {
        return calls.all().stream().filter(call -> call.fate() == Fate.OK).count();
    }

    private Verdict verdict(Outcome outcome, long succeeded) {
        if (outcome.validity() == Validity.INVALID) {
            return Verdict.invalid(name(), outcome.reason(), evidence(outcome));
        } else if (outcome.validity() == Validity.UNKNOWN) {
            return Verdict.unknown(name(), outcome.reason());
        } else if (succeeded < minOk) {
            return Verdict.unknown(
                    name(),
                    "only " + Wording.count(succeeded, "operation") + " succeeded, of the " + minOk
                            + " it takes: too few to judge");
        }
        return Verdict.valid(name(), outcome.operations() + " operations are linearizable as a " + outcome.model());
    }

    private static List<Evidence> evidence(Outcome outcome) {
        List<Evidence> all = new ArrayList<>();
        for (Counterexample counterexample : outcome.counterexamples()) {
            all.add(new Evidence(counterexample.why(), counterexample.events()));
        }
        return all;
    }

    /** What is the same for each check of one history; a counterexample for each piece of evidence, in its order. */
    private static Map<String, Object> figures(Outcome outcome) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("model", outcome.model());
        figures.put("algorithm", outcome.algorithm());
        figures.put("operations", outcome.operations());
        figures.put("parts", outcome.parts().size());
        figures.put("configurations", outcome.cost().configurations());
        List<Counterexample> counterexamples = outcome.counterexamples();
        if (!counterexamples.isEmpty()) {
            figures.put(
                    COUNTEREXAMPLES,
                    counterexamples.stream().map(Counterexample::tree).toList());
        }
        return figures;
    }
}
