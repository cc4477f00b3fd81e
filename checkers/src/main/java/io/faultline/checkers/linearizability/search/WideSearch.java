package io.faultline.checkers.linearizability.search;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds out whether there is a linearization from return to return, with all configurations of one layer at a time.
 *
 * <p>It needs memory for two layers only, not for all, and does not know in the end how a linearization goes. Each layer's
 * configurations are those of the layer before in which the returning call was done, or could be done after other open ones.
 */
final class WideSearch {
    private final Course course;
    private final Transitions<?> transitions;
    private final Limits limits;
    private final Configuration at;
    private final int[] seen;
    private final long[] done;
    /** Those that reached the layer, as they came; and the settled ones in which the returning call is still to be done. */
    private Nodes reached;

    private Nodes next;
    private final Nodes waiting;
    private int layer;
    private int look;
    private long looked;

    WideSearch(Course course, Transitions<?> transitions, Limits limits) {
        this.course = course;
        this.transitions = transitions;
        this.limits = limits;
        this.at = new Configuration(course, transitions);
        this.seen = new int[course.kinds().size()];
        this.done = new long[course.words()];
        this.reached = new Nodes(course, limits);
        this.next = new Nodes(course, limits);
        this.waiting = new Nodes(course, limits);
        reached.add(0, at.done(), at.state(), Nodes.NONE, 0);
    }

    /**
     * Goes to that layer, and says to which it came: the last that has configurations, unless the limits are spent. There is
     * a linearization just if it comes to {@link Course#layers}.
     */
    int reach(int target) {
        while (layer < target) {
            passReturn();
            if (limits.isSpent() || next.size() == 0) {
                return layer;
            }
            Nodes passed = reached;
            reached = next;
            next = passed;
            next.clear();
            waiting.clear();
            layer++;
        }
        return layer;
    }

    private void passReturn() {
        for (int node = 0; node < reached.size() && !limits.isSpent(); node++) {
            at.load(reached, node);
            file();
        }
        for (int node = 0; node < waiting.size() && !limits.isSpent(); node++) {
            looked++;
            limits.work(1);
            expand(node);
        }
    }

    /** Where a configuration at that layer belongs: past the return, or to those that wait for it. */
    private void file() {
        at.readAll();
        if (at.isDone(course.returning(layer))) {
            at.pass();
            next.add(layer + 1, at.done(), at.state(), Nodes.NONE, 0);
        } else {
            waiting.add(layer, at.done(), at.state(), Nodes.NONE, 0);
        }
    }

    private void expand(int node) {
        at.load(waiting, node);
        waiting.copyDone(node, done);
        int state = at.state();
        look++;
        OpenCalls open = at.open();
        for (int call = open.first(); call != open.end(); call = open.after(call)) {
            int kind = course.kindOf(call);
            if (course.isRead(call) || at.isDone(call) || seen[kind] == look) {
                continue;
            }
            seen[kind] = look;
            int after = at.after(call);
            if (after != Transitions.ILLEGAL && (after != state || course.returns(call))) {
                at.perform(call, after);
                file();
                at.set(layer, done, state);
            }
        }
    }

    /** How many configurations there are at the layer it came to. */
    int width() {
        return reached.size();
    }

    /** The configurations at the layer it came to, so many at most. */
    List<Configuration> atReached(int most) {
        List<Configuration> all = new ArrayList<>();
        for (int node = 0; node < reached.size() && all.size() < most; node++) {
            Configuration one = new Configuration(course, transitions);
            one.load(reached, node);
            all.add(one);
        }
        return all;
    }

    /** How many configurations were looked at. */
    long looked() {
        return looked;
    }
}
