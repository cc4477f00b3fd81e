package io.faultline.checkers.linearizability;

import io.faultline.checkers.Validity;
import io.faultline.checkers.linearizability.Decision.Declined;
import io.faultline.checkers.linearizability.evidence.Counterexample;
import io.faultline.checkers.linearizability.evidence.Counterexamples;
import io.faultline.checkers.linearizability.model.Models;
import io.faultline.checkers.linearizability.search.Memory;
import io.faultline.checkers.linearizability.search.Search;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides each part of a history by the first that can: a monitor whose conditions hold, or else the search. */
final class Portfolio<S> {
    /** The share of the time that is left which looking for a small counterexample may take. */
    private static final double SHARE = 0.25;

    private final Model<S> model;
    private final LinearizabilityOptions options;
    private final List<Monitor> monitors;
    private final Memory memory;

    /**
     * @param monitors those to ask, in that order, about a model of ours; somebody's own may have a name of ours and mean
     *     something else
     */
    Portfolio(Model<S> model, List<Monitor> monitors, LinearizabilityOptions options) {
        this.model = model;
        this.options = options;
        this.monitors = Models.isOurs(model) ? monitors : List.of();
        this.memory = new Memory(options.budget().bytes());
    }

    Outcome check(Calls calls) {
        Optional<String> objection = objection(calls);
        if (objection.isPresent()) {
            return outcome(Validity.UNKNOWN, objection.get(), List.of());
        }
        List<Part> parts = Part.split(model, calls.all());
        if (parts.stream().noneMatch(part -> part.returned() > 0)) {
            return outcome(Validity.UNKNOWN, "no operation succeeded: there is nothing to judge", List.of());
        }
        return merge(explain(decide(parts)));
    }

    private Optional<String> objection(Calls calls) {
        if (!calls.problems().isEmpty()) {
            return Optional.of(calls.problems().get(0));
        }
        for (Call call : calls.all()) {
            Optional<String> objection = model.objection(call);
            if (objection.isPresent()) {
                return objection;
            }
        }
        return Optional.empty();
    }

    /** Small parts first: when the time runs out, most of them are decided. */
    private List<Finding> decide(List<Part> parts) {
        Finding[] findings = new Finding[parts.size()];
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < findings.length; i++) {
            places.add(i);
        }
        places.sort(Comparator.comparingInt(place -> parts.get(place).calls().size()));
        List<Runnable> tasks = new ArrayList<>();
        for (int place : places) {
            tasks.add(() -> findings[place] = decide(parts.get(place)));
        }
        options.workers().run(tasks);
        return List.of(findings);
    }

    private Finding decide(Part part) {
        try {
            Finding fast = ask(part);
            return fast != null ? fast : Finding.of(part, Search.run(model, part.calls(), options.budget(), memory));
        } catch (StackOverflowError | RuntimeException error) {
            return Finding.failed(part, error);
        }
    }

    /** What the first monitor says that does not decline, or null. */
    private Finding ask(Part part) {
        long began = options.budget().clock().getAsLong();
        for (Monitor monitor : monitors) {
            if (monitor.models().contains(model.name())) {
                Decision decision = monitor.decide(part.calls(), model.origin());
                if (!(decision instanceof Declined)) {
                    return Finding.of(
                            part, monitor, decision, options.budget().clock().getAsLong() - began);
                }
            }
        }
        return null;
    }

    private List<PartOutcome> explain(List<Finding> findings) {
        List<PartOutcome> outcomes = new ArrayList<>(findings.size());
        int explained = 0;
        for (Finding finding : findings) {
            boolean explains = finding.validity() == Validity.INVALID && explained < options.counterexamples();
            outcomes.add(finding.outcome(explains ? Optional.of(counterexample(finding)) : Optional.empty()));
            explained += explains ? 1 : 0;
        }
        return outcomes;
    }

    private Counterexample counterexample(Finding finding) {
        return finding.proof() != null
                ? Counterexamples.of(finding.proof())
                : Counterexamples.of(
                        model, finding.part().calls(), options.budget().share(SHARE), memory);
    }

    private Outcome merge(List<PartOutcome> parts) {
        PartOutcome worst = parts.get(0);
        for (PartOutcome part : parts) {
            if (part.validity().compareTo(worst.validity()) > 0) {
                worst = part;
            }
        }
        String where = parts.size() == 1 || worst.part() == null ? "" : worst.part() + ": ";
        String reason = worst.validity() == Validity.VALID
                ? "there is a linearization" + (parts.size() == 1 ? "" : " of each of " + parts.size() + " parts")
                : where + worst.reason();
        return outcome(worst.validity(), reason, parts);
    }

    private Outcome outcome(Validity validity, String reason, List<PartOutcome> parts) {
        Set<String> algorithms = new LinkedHashSet<>();
        long operations = 0;
        Cost cost = Cost.NONE;
        for (PartOutcome part : parts) {
            algorithms.add(part.algorithm());
            operations += part.operations();
            cost = cost.and(part.cost());
        }
        return new Outcome(
                validity,
                model.name(),
                algorithms.isEmpty() ? "none" : String.join(" + ", algorithms),
                operations,
                reason,
                new Cost(cost.nanos(), cost.configurations(), memory.most()),
                parts);
    }
}
