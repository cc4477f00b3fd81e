package io.faultline.checkers.linearizability.search;

import io.faultline.checkers.linearizability.Budget;
import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Model;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts off the past of calls: all that it can have come to is kept, not how.
 *
 * <p>Calls are not linearizable just if they are not from any of the {@link Start}s at a cut. So what is shown of a
 * contradiction can begin at one, if it says what stood there.
 *
 * @param starts all that the past can have come to
 * @param horizon what returns later need not have happened
 * @param cut the position before which everything is cut off; the beginning of everything when nothing is
 */
public record Window<S>(List<Start<S>> starts, long horizon, long cut) {
    /** Nothing is cut off. */
    public static final long UNCUT = Long.MIN_VALUE;

    /** So many returns before the last are shown in any case, and so many at most if there is a place to cut. */
    private static final int NEAR = 16;

    private static final int FAR = 48;
    private static final int STARTS_MOST = 8;

    /**
     * One of the things the past can have come to.
     *
     * @param calls those that it left open and that had no effect yet, and all that came later
     */
    public record Start<S>(S state, List<Call> calls) {}

    /** The question that is asked from there. */
    public Question<S> question(Model<S> model, Start<S> start, List<Call> calls) {
        return new Question<>(model, start.state(), calls, horizon, true);
    }

    /** The window that holds all calls of a question. */
    public static <S> Window<S> all(Question<S> question) {
        Start<S> start = new Start<>(question.initial(), question.calls());
        return new Window<>(List.of(start), question.horizon(), UNCUT);
    }

    /**
     * A window on the last of the calls of a question, where the past has come to few things; all of them if there is no such
     * place.
     */
    public static <S> Window<S> last(Question<S> question, Budget budget, Memory memory) {
        Course course = new Course(question);
        int latest = course.layers() - 1 - NEAR;
        if (latest <= FAR - NEAR) {
            return all(question);
        }
        int earliest = Math.max(1, course.layers() - 1 - FAR);
        Limits limits = new Limits(budget, memory);
        try {
            int place = narrowest(new Past<>(question, course, limits), earliest, latest);
            limits.giveBackAll();
            return place < 0 ? all(question) : new Past<>(question, course, limits).cutAt(place);
        } finally {
            limits.giveBackAll();
        }
    }

    private static int narrowest(Past<?> past, int earliest, int latest) {
        int place = -1;
        int width = STARTS_MOST + 1;
        for (int layer = earliest; layer <= latest && past.wide.reach(layer) == layer; layer++) {
            if (past.wide.width() < width) {
                width = past.wide.width();
                place = layer;
            }
        }
        return past.limits.isSpent() ? -1 : place;
    }

    private static final class Past<S> {
        private final Course course;
        private final Limits limits;
        private final Transitions<S> transitions;
        private final WideSearch wide;
        private final Question<S> question;

        Past(Question<S> question, Course course, Limits limits) {
            this.question = question;
            this.course = course;
            this.limits = limits;
            this.transitions = Transitions.of(question.model(), question.initial(), course.kinds(), limits);
            this.wide = new WideSearch(course, transitions, limits);
        }

        Window<S> cutAt(int layer) {
            List<Start<S>> starts = new ArrayList<>();
            if (wide.reach(layer) == layer && !limits.isSpent()) {
                for (Configuration one : wide.atReached(STARTS_MOST)) {
                    starts.add(new Start<>(transitions.state(one.state()), left(one)));
                }
                return new Window<>(
                        List.copyOf(starts),
                        question.horizon(),
                        course.call(course.returning(layer - 1)).end() + 1);
            }
            return all(question);
        }

        /** What is still to be done from there, in the order of its invocations. */
        private List<Call> left(Configuration one) {
            boolean[] open = new boolean[course.size()];
            for (int call = one.open().first();
                    call != one.open().end();
                    call = one.open().after(call)) {
                open[call] = !one.isDone(call);
            }
            List<Call> calls = new ArrayList<>();
            for (int call = 0; call < open.length; call++) {
                if (open[call] || call >= course.invokedUntil(one.layer())) {
                    calls.add(course.call(call));
                }
            }
            return calls;
        }
    }
}
