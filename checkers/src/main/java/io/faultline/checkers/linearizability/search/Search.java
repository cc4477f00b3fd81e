package io.faultline.checkers.linearizability.search;

import io.faultline.checkers.Validity;
import io.faultline.checkers.linearizability.Budget;
import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Cost;
import io.faultline.checkers.linearizability.Model;
import io.faultline.checkers.linearizability.search.SearchResult.Standing;
import java.util.ArrayList;
import java.util.List;

/**
 * The door of this package: searches a linearization of calls on one thing, for any model.
 *
 * <p>First in depth, which finds one soon where there is one. If that fills the memory before it is through, layer by layer,
 * which needs far less.
 *
 * @param <S> a state of the model
 */
public final class Search<S> {
    private static final String DEEP = "just-in-time search";
    private static final String EPOCHS = "epochs";
    private static final String WIDE = "layered search";
    private static final int STANDINGS_MOST = 64;

    private final Question<S> question;
    private final Course course;
    private final Budget budget;
    private final Memory memory;
    private final Limits limits;
    private final long began;
    private Transitions<S> transitions;
    private long looked;

    private Search(Question<S> question, Budget budget, Memory memory) {
        this.question = question;
        this.budget = budget;
        this.memory = memory;
        this.began = budget.clock().getAsLong();
        this.limits = new Limits(budget, memory);
        this.course = new Course(question);
    }

    /** Searches a linearization of all calls that returned. */
    public static <S> SearchResult run(Model<S> model, List<Call> calls, Budget budget, Memory memory) {
        return run(Question.of(model, calls), budget, memory);
    }

    /** Searches what the question asks for. */
    public static <S> SearchResult run(Question<S> question, Budget budget, Memory memory) {
        Search<S> search = new Search<>(question, budget, memory);
        try {
            return search.run();
        } finally {
            search.limits.giveBackAll();
        }
    }

    private SearchResult run() {
        if (course.isContradictory()) {
            return result(Validity.INVALID, EPOCHS, "", List.of(), null, List.of());
        }
        SearchResult result = runDeep();
        return result != null ? result : runWide();
    }

    /** What the search in depth says, or null if the memory did not suffice; then nothing of it is left. */
    private SearchResult runDeep() {
        begin();
        DeepSearch deep = new DeepSearch(course, transitions, limits);
        boolean found = deep.find();
        looked = deep.looked();
        if (found) {
            return result(Validity.VALID, DEEP, "", calls(deep.path()), null, List.of());
        }
        if (!limits.isSpent()) {
            Call culprit = course.call(course.returning(deep.farthest()));
            List<Standing> standings = standings(culprit, deep.atFarthest(STANDINGS_MOST));
            return result(Validity.INVALID, DEEP, "", calls(deep.path()), culprit, standings);
        }
        return limits.isLate() ? late(DEEP, deep.farthest()) : null;
    }

    private SearchResult runWide() {
        limits.giveBackAll();
        transitions = null;
        begin();
        WideSearch wide = new WideSearch(course, transitions, limits);
        int layer = wide.reach(course.layers());
        looked += wide.looked();
        if (limits.isSpent()) {
            return limits.isLate() ? late(WIDE, layer) : full(layer);
        }
        if (layer == course.layers()) {
            return result(Validity.VALID, WIDE, "", List.of(), null, List.of());
        }
        Call culprit = course.call(course.returning(layer));
        List<Standing> standings = standings(culprit, wide.atReached(STANDINGS_MOST));
        return result(Validity.INVALID, WIDE, "", List.of(), culprit, standings);
    }

    private void begin() {
        limits.take(course.bytes());
        transitions = Transitions.of(question.model(), question.initial(), course.kinds(), limits);
    }

    private SearchResult late(String algorithm, int layer) {
        return result(
                Validity.UNKNOWN,
                algorithm,
                "the time was up when " + looked + " configurations had been looked at, up to " + where(layer),
                List.of(),
                null,
                List.of());
    }

    private SearchResult full(int layer) {
        String reason = "at " + where(layer) + " there are more configurations than " + (memory.limit() >> 20)
                + " MB of memory hold";
        return result(Validity.UNKNOWN, WIDE, reason, List.of(), null, List.of());
    }

    private String where(int layer) {
        return "the return of " + course.call(course.returning(layer)).told();
    }

    private SearchResult result(
            Validity validity, String algorithm, String reason, List<Call> order, Call culprit, List<Standing> all) {
        long nanos = budget.clock().getAsLong() - began;
        return new SearchResult(
                validity, algorithm, reason, new Cost(nanos, looked, limits.most()), order, culprit, all);
    }

    private List<Call> calls(List<Integer> numbers) {
        return numbers.stream().map(course::call).toList();
    }

    private List<Standing> standings(Call culprit, List<Configuration> configurations) {
        List<Standing> all = new ArrayList<>();
        for (Configuration one : configurations) {
            List<Call> done = new ArrayList<>();
            List<Call> waiting = new ArrayList<>();
            OpenCalls open = one.open();
            for (int call = open.first(); call != open.end(); call = open.after(call)) {
                (one.isDone(call) ? done : waiting).add(course.call(call));
            }
            all.add(new Standing(question.model().show(transitions.state(one.state()), culprit), done, waiting));
        }
        return all;
    }
}
