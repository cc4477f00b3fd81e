package io.faultline.checkers.linearizability.evidence;

import io.faultline.checkers.linearizability.Budget;
import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Decision.NotLinearizable;
import io.faultline.checkers.linearizability.Model;
import io.faultline.checkers.linearizability.evidence.Counterexample.Obstacle;
import io.faultline.checkers.linearizability.evidence.Counterexample.Placed;
import io.faultline.checkers.linearizability.search.Memory;
import io.faultline.checkers.linearizability.search.Question;
import io.faultline.checkers.linearizability.search.Search;
import io.faultline.checkers.linearizability.search.SearchResult;
import io.faultline.checkers.linearizability.search.SearchResult.Standing;
import io.faultline.checkers.linearizability.search.Window;
import io.faultline.checkers.linearizability.search.Window.Start;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The door of this package: from calls that are not linearizable to what people read of them. */
public final class Counterexamples {
    private static final int OBSTACLES_MOST = 8;
    private static final int STATES_MOST = 3;

    /** And so much memory. */
    private static final long BYTES_MOST = 32L << 20;

    /** Of the time there is, so much to find out where to look. */
    private static final double SHARE = 0.3;

    private Counterexamples() {}

    /** What a monitor proved. */
    public static Counterexample of(NotLinearizable decision) {
        boolean keyed = decision.proof().stream().map(Call::key).distinct().count() > 1;
        return new Counterexample(
                decision.why(), decision.proof(), null, List.of(), Window.UNCUT, List.of(), List.of(), 0, keyed, true);
    }

    /**
     * Few of the calls, which have no linearization.
     *
     * @param calls all calls on the thing, as they were searched
     * @param budget how long to go on looking for fewer calls
     */
    public static <S> Counterexample of(Model<S> model, List<Call> calls, Budget budget, Memory memory) {
        Window<S> window = window(Question.of(model, calls).withForesight(false), budget, memory);
        Shrinker<S> shrinker = new Shrinker<>(model, window, budget, memory);
        shrinker.shrink();
        return explain(model, window, shrinker);
    }

    /** On what comes before the first return at which the calls alone are in trouble, if that can be found out. */
    private static <S> Window<S> window(Question<S> all, Budget budget, Memory memory) {
        Budget part = budget.share(SHARE);
        Call culprit = Search.run(all, part, new Memory(Math.min(memory.limit(), BYTES_MOST)))
                .culprit();
        if (culprit == null) {
            return Window.all(all);
        }
        long end = culprit.end();
        return Window.last(
                new Question<>(all.model(), all.initial(), until(all.calls(), end), end, false), part, memory);
    }

    /** The calls invoked until then; those that return later tell something all the same. */
    private static List<Call> until(List<Call> calls, long end) {
        List<Call> some = new ArrayList<>();
        for (Call call : calls) {
            if (call.invoke() <= end) {
                some.add(call);
            }
        }
        return some;
    }

    private static <S> Counterexample explain(Model<S> model, Window<S> window, Shrinker<S> shrinker) {
        boolean keyed = model.part(shrinker.kept().get(0)) == null;
        Call culprit = null;
        List<Placed> order = List.of();
        Set<Obstacle> obstacles = new LinkedHashSet<>();
        for (Start<S> start : window.starts()) {
            SearchResult result = shrinker.explain(start);
            if (result.culprit() == null) {
                continue;
            }
            if (culprit == null || result.culprit().end() > culprit.end()) {
                culprit = result.culprit();
                order = placed(model, start.state(), result.order(), culprit);
                obstacles.clear();
            }
            if (culprit.equals(result.culprit())) {
                addObstacles(result.standings(), obstacles);
            }
        }
        return new Counterexample(
                why(culprit, obstacles, keyed),
                shrinker.kept(),
                culprit,
                before(model, window, culprit),
                window.cut(),
                order,
                obstacles.stream().limit(OBSTACLES_MOST).toList(),
                shrinker.leftOut(),
                keyed,
                shrinker.isSmallest());
    }

    private static <S> List<String> before(Model<S> model, Window<S> window, Call culprit) {
        Set<String> states = new LinkedHashSet<>();
        for (Start<S> start : window.starts()) {
            states.add(show(model, start.state(), culprit));
        }
        return List.copyOf(states);
    }

    private static <S> String show(Model<S> model, S state, Call culprit) {
        return culprit == null ? model.show(state) : model.show(state, culprit);
    }

    private static <S> List<Placed> placed(Model<S> model, S initial, List<Call> order, Call culprit) {
        List<Placed> placed = new ArrayList<>();
        S state = initial;
        for (Call call : order) {
            state = model.step(state, call);
            placed.add(new Placed(call, model.show(state, culprit)));
        }
        return placed;
    }

    /** One for each state: other calls that lead to the same explain nothing more. */
    private static void addObstacles(List<Standing> standings, Set<Obstacle> obstacles) {
        Set<String> states = new LinkedHashSet<>();
        obstacles.forEach(obstacle -> states.add(obstacle.state()));
        for (Standing standing : standings) {
            if (states.add(standing.state())) {
                obstacles.add(new Obstacle(standing.state(), standing.done()));
            }
        }
    }

    private static String why(Call culprit, Set<Obstacle> obstacles, boolean keyed) {
        if (culprit == null) {
            return "these calls have no linearization";
        }
        return Words.of(culprit, keyed) + " of process " + culprit.process() + " (event " + culprit.invoke()
                + ") can't have happened before its return (event " + culprit.end() + "): by then "
                + states(List.copyOf(obstacles));
    }

    private static String states(List<Obstacle> obstacles) {
        if (obstacles.size() > STATES_MOST) {
            return "none of the " + obstacles.size() + " possible states allows it";
        }
        StringBuilder words = new StringBuilder("the state can only be ");
        for (int i = 0; i < obstacles.size(); i++) {
            words.append(i == 0 ? "" : i == obstacles.size() - 1 ? " or " : ", ")
                    .append(obstacles.get(i).state());
        }
        return words.toString();
    }
}
