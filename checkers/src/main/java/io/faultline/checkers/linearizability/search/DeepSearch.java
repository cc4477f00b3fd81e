package io.faultline.checkers.linearizability.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Goes for a linearization: from a configuration at the latest return reached so far, and at that return from one that
 * needed the fewest calls.
 *
 * <p>Just-in-time linearization (G. Lowe, "Testing for linearizability", 2017): a call is done only where one that returns
 * needs it. Within a layer configurations are tried in the order of how many calls they needed, ahead of that those in which
 * the returning call can follow at once. What was met once is not tried again, so that every configuration is looked at once
 * when there is no linearization.
 *
 * <p>Of calls of one kind that are open, the one that returns first is done first: to exchange two of them changes no
 * linearization but in name.
 */
final class DeepSearch {
    private static final long QUEUE_BYTES = 8;

    private final Course course;
    private final Transitions<?> transitions;
    private final Limits limits;
    private final Nodes nodes;
    private final Configuration at;
    /** Nodes of each layer that are to be looked at, linked lists. */
    private final int[] first;

    private final int[] last;
    private final int[] seen;
    private final long[] done;
    private int look;
    private int layer;
    private int goal = Nodes.NONE;
    private int farthest;
    private int farthestNode = Nodes.NONE;
    private long looked;

    DeepSearch(Course course, Transitions<?> transitions, Limits limits) {
        this.course = course;
        this.transitions = transitions;
        this.limits = limits;
        this.nodes = new Nodes(course, limits);
        limits.take(QUEUE_BYTES * (course.layers() + 1) + 4L * course.kinds().size());
        this.at = new Configuration(course, transitions);
        this.first = new int[course.layers() + 1];
        this.last = new int[course.layers() + 1];
        Arrays.fill(first, Nodes.NONE);
        this.seen = new int[course.kinds().size()];
        this.done = new long[course.words()];
    }

    /** Whether there is a linearization; when it returns false, there is none only if the limits are not spent. */
    boolean find() {
        at.settle();
        keep(Nodes.NONE, course.size(), false);
        while (goal == Nodes.NONE && !limits.isSpent()) {
            while (layer >= 0 && first[layer] == Nodes.NONE) {
                layer--;
            }
            if (layer < 0) {
                return false;
            }
            expand(take());
        }
        return goal != Nodes.NONE;
    }

    private int take() {
        int node = first[layer];
        first[layer] = nodes.link(node);
        return node;
    }

    /** Tries what can be done next: the call that returns, if it can be, and the others only if that comes to nothing. */
    private void expand(int node) {
        looked++;
        limits.work(1);
        at.load(nodes, node);
        int state = at.state();
        int returning = at.open().first();
        boolean again = nodes.isMarked(node);
        int reached = at.after(returning);
        if (reached != Transitions.ILLEGAL && !again) {
            nodes.mark(node);
            putFirst(node, layer);
            at.perform(returning, reached);
            at.settle();
            keep(node, returning, false);
        } else {
            expandOthers(node, state, returning);
        }
    }

    private void expandOthers(int node, int state, int returning) {
        seen[course.kindOf(returning)] = ++look;
        nodes.copyDone(node, done);
        int here = at.layer();
        OpenCalls open = at.open();
        for (int call = open.after(returning); call != open.end() && goal == Nodes.NONE; call = open.after(call)) {
            int kind = course.kindOf(call);
            if (course.isRead(call) || at.isDone(call) || seen[kind] == look) {
                continue;
            }
            seen[kind] = look;
            int reached = at.after(call);
            if (reached != Transitions.ILLEGAL && (reached != state || course.returns(call))) {
                at.perform(call, reached);
                at.settle();
                boolean helps = at.isComplete() || at.after(at.open().first()) != Transitions.ILLEGAL;
                keep(node, call, !helps);
                at.set(here, done, state);
            }
        }
    }

    private void keep(int parent, int call, boolean behind) {
        int node = nodes.add(at.layer(), at.done(), at.state(), parent, call);
        if (node == Nodes.NONE) {
            return;
        }
        if (at.layer() > farthest || farthestNode == Nodes.NONE) {
            farthest = at.layer();
            farthestNode = node;
        }
        if (at.isComplete()) {
            goal = node;
            return;
        }
        if (behind && first[at.layer()] != Nodes.NONE) {
            nodes.link(last[at.layer()], node);
            last[at.layer()] = node;
        } else {
            putFirst(node, at.layer());
        }
        layer = Math.max(layer, at.layer());
    }

    private void putFirst(int node, int place) {
        if (first[place] == Nodes.NONE) {
            last[place] = node;
        }
        nodes.link(node, first[place]);
        first[place] = node;
    }

    /** The calls that led to the linearization that was found, or else to the latest return that was reached, in order. */
    List<Integer> path() {
        int length = 0;
        int end = goal == Nodes.NONE ? farthestNode : goal;
        for (int node = end; node != Nodes.NONE; node = nodes.parent(node)) {
            length++;
        }
        int[] chosen = new int[length];
        for (int node = end; node != Nodes.NONE; node = nodes.parent(node)) {
            chosen[--length] = nodes.call(node);
        }
        return replay(chosen);
    }

    /** What was done on the way without having been chosen is found again by going the same way. */
    private List<Integer> replay(int[] chosen) {
        List<Integer> order = new ArrayList<>();
        Configuration again = new Configuration(course, transitions);
        again.tell(order::add);
        again.settle();
        for (int i = 1; i < chosen.length; i++) {
            order.add(chosen[i]);
            again.perform(chosen[i], transitions.next(again.state(), course.kindOf(chosen[i])));
            again.settle();
        }
        return order;
    }

    /** The latest return that was reached: no linearization found had the call that returns there done in time. */
    int farthest() {
        return farthest;
    }

    /** The configurations met at the latest return that was reached, so many at most. */
    List<Configuration> atFarthest(int most) {
        List<Configuration> all = new ArrayList<>();
        for (int node = 0; node < nodes.size() && all.size() < most; node++) {
            if (nodes.layer(node) == farthest) {
                Configuration one = new Configuration(course, transitions);
                one.load(nodes, node);
                all.add(one);
            }
        }
        return all;
    }

    /** How many configurations were looked at. */
    long looked() {
        return looked;
    }
}
