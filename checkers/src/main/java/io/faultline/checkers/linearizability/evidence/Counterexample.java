package io.faultline.checkers.linearizability.evidence;

import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.search.Window;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Calls that have no linearization, few enough to look at.
 *
 * @param why a sentence that names the call that can't be placed, or all calls of a proof
 * @param calls the calls that contradict each other, in the order of their invocations
 * @param culprit one of them that can't be placed before its return; null when a monitor gave the proof
 * @param before what the state may have been before them, in words; empty when a proof needs no state
 * @param cut the position before which the past is cut off; {@link Long#MIN_VALUE} when they begin with the first call
 * @param order how far one gets: the longest order found that is linearizable, without the culprit
 * @param obstacles what the state may be when the culprit must have happened, none of which allows it; some, if there are
 *     many
 * @param leftOut how many other calls there are in the window, of which it is enough that each took effect at any time after
 *     its invocation, or never
 * @param keyed whether the calls are on several keys, which words about them must name
 * @param smallest whether none of the calls can be left out in that way; false when the budget ended before that was known
 */
public record Counterexample(
        String why,
        List<Call> calls,
        Call culprit,
        List<String> before,
        long cut,
        List<Placed> order,
        List<Obstacle> obstacles,
        long leftOut,
        boolean keyed,
        boolean smallest) {

    public Counterexample {
        Objects.requireNonNull(why, "why");
        calls = List.copyOf(calls);
        before = List.copyOf(before);
        order = List.copyOf(order);
        obstacles = List.copyOf(obstacles);
    }

    /**
     * A call in an order.
     *
     * @param state what it led to, in words
     */
    public record Placed(Call call, String state) {}

    /**
     * A state that does not allow the culprit.
     *
     * @param state in words
     * @param done the open calls that had taken effect
     */
    public record Obstacle(String state, List<Call> done) {

        public Obstacle {
            done = List.copyOf(done);
        }
    }

    /** The events of its calls, in order. */
    public List<Long> events() {
        return calls.stream()
                .flatMap(call -> Stream.of(call.invoke(), call.end()))
                .filter(event -> event != Call.NEVER)
                .sorted()
                .toList();
    }

    /**
     * As a plain tree, for a verdict: {@code calls}, {@code culprit}, {@code order} name calls by the events of their
     * invocations, {@code states} is what each of {@code order} led to; {@code text} are the lines of {@link #text}. What
     * there is not is left out.
     */
    public Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("calls", calls.stream().map(Call::invoke).toList());
        if (culprit != null) {
            tree.put("culprit", culprit.invoke());
        }
        if (cut != Window.UNCUT) {
            tree.put("cut", cut);
        }
        if (!before.isEmpty()) {
            tree.put("before", before);
        }
        if (!order.isEmpty()) {
            tree.put(
                    "order",
                    order.stream().map(placed -> placed.call().invoke()).toList());
            tree.put("states", order.stream().map(Placed::state).toList());
        }
        tree.put("text", text().lines().toList());
        return tree;
    }

    /** All of this as text, with bars for the calls; lines end with a line feed. */
    public String text() {
        return new Explanation(this).text();
    }
}
