package io.faultline.checkers.linearizability;

import io.faultline.checkers.Validity;
import io.faultline.checkers.linearizability.Decision.Declined;
import io.faultline.checkers.linearizability.Decision.NotLinearizable;
import io.faultline.checkers.linearizability.model.Models;
import io.faultline.checkers.linearizability.search.Memory;
import io.faultline.checkers.linearizability.search.Search;
import io.faultline.checkers.linearizability.search.SearchResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides each part of a history by the first that can: a monitor whose conditions hold, or else the search. */
final class Portfolio<S> {
    private final Model<S> model;
    private final LinearizabilityOptions options;
    private final List<Monitor> monitors;
    private final Memory memory;

    Portfolio(Model<S> model, LinearizabilityOptions options) {
        this.model = model;
        this.options = options;
        this.monitors = isOurs(model) ? List.of() : List.of();
        this.memory = new Memory(options.budget().bytes());
    }

    /** A model of somebody's own may have a name of ours and mean something else. */
    private static boolean isOurs(Model<?> model) {
        return Models.isOurs(model);
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
        return merge(decide(parts));
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
    private List<PartOutcome> decide(List<Part> parts) {
        PartOutcome[] outcomes = new PartOutcome[parts.size()];
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < outcomes.length; i++) {
            places.add(i);
        }
        places.sort(Comparator.comparingInt(place -> parts.get(place).calls().size()));
        List<Runnable> tasks = new ArrayList<>();
        for (int place : places) {
            tasks.add(() -> outcomes[place] = decide(parts.get(place)));
        }
        options.workers().run(tasks);
        return List.of(outcomes);
    }

    private PartOutcome decide(Part part) {
        try {
            Optional<PartOutcome> fast = monitor(part);
            return fast.isPresent() ? fast.get() : search(part);
        } catch (StackOverflowError | RuntimeException error) {
            return new PartOutcome(
                    part.thing(),
                    Validity.UNKNOWN,
                    "none",
                    part.calls().size(),
                    "the check itself failed: " + error,
                    Cost.NONE);
        }
    }

    private Optional<PartOutcome> monitor(Part part) {
        long began = options.budget().clock().getAsLong();
        for (Monitor monitor : monitors) {
            if (monitor.models().contains(model.name())) {
                Decision decision = monitor.decide(part.calls(), model.origin());
                if (!(decision instanceof Declined)) {
                    Cost cost = new Cost(options.budget().clock().getAsLong() - began, 0, 0);
                    return Optional.of(outcome(part, monitor, decision, cost));
                }
            }
        }
        return Optional.empty();
    }

    private static PartOutcome outcome(Part part, Monitor monitor, Decision decision, Cost cost) {
        boolean broken = decision instanceof NotLinearizable;
        return new PartOutcome(
                part.thing(),
                broken ? Validity.INVALID : Validity.VALID,
                monitor.name(),
                part.calls().size(),
                broken ? ((NotLinearizable) decision).why() : "there is a linearization",
                cost);
    }

    private PartOutcome search(Part part) {
        SearchResult result = Search.run(model, part.calls(), options.budget(), memory);
        String reason = switch (result.validity()) {
            case VALID -> "there is a linearization";
            case INVALID -> result.culprit().told() + " can't be placed";
            case UNKNOWN -> result.reason();
        };
        return new PartOutcome(
                part.thing(),
                result.validity(),
                result.algorithm(),
                part.calls().size(),
                reason,
                result.cost());
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
