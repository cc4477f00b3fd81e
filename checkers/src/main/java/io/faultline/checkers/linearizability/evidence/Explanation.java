package io.faultline.checkers.linearizability.evidence;

import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.evidence.Counterexample.Obstacle;
import io.faultline.checkers.linearizability.evidence.Counterexample.Placed;
import io.faultline.checkers.linearizability.search.Window;
import java.util.stream.Collectors;

/** A counterexample as text. */
final class Explanation {
    private final Counterexample counterexample;
    private final boolean withKeys;
    private final StringBuilder text = new StringBuilder();

    Explanation(Counterexample counterexample) {
        this.counterexample = counterexample;
        this.withKeys =
                counterexample.calls().stream().map(Call::key).distinct().count() > 1;
    }

    String text() {
        line(counterexample.why());
        before();
        new Bars(counterexample.calls(), this::words).lines().forEach(bar -> line("  " + bar.stripTrailing()));
        order();
        obstacles();
        leftOut();
        return text.toString();
    }

    private void line(String words) {
        text.append(words).append('\n');
    }

    private String words(Call call) {
        return Words.of(call, withKeys && call.key() != null);
    }

    private void before() {
        if (counterexample.before().isEmpty()) {
            return;
        }
        String states = counterexample.before().stream().map(Explanation::state).collect(Collectors.joining(" or "));
        line(
                counterexample.cut() == Window.UNCUT
                        ? "At first the state is " + states + "."
                        : "What lies before event " + counterexample.cut() + " is not shown; it left the state "
                                + states + ".");
    }

    private static String state(String words) {
        return words.isEmpty() ? "empty" : words;
    }

    private void order() {
        if (counterexample.order().isEmpty()) {
            return;
        }
        line("One gets as far as:");
        for (Placed placed : counterexample.order()) {
            String shown = counterexample.calls().contains(placed.call()) ? "" : ", whenever it happened";
            line("  " + words(placed.call()) + " (process " + placed.call().process() + shown + "), then the state is "
                    + state(placed.state()));
        }
    }

    private void obstacles() {
        if (counterexample.obstacles().isEmpty()) {
            return;
        }
        line("Then " + words(counterexample.culprit()) + " of process "
                + counterexample.culprit().process() + " must follow, which is not allowed where the state is");
        for (Obstacle obstacle : counterexample.obstacles()) {
            String done = obstacle.done().stream().map(this::words).collect(Collectors.joining(", "));
            line("  " + state(obstacle.state()) + (done.isEmpty() ? "" : ", with " + done + " done"));
        }
    }

    private void leftOut() {
        if (counterexample.leftOut() > 0) {
            line(counterexample.leftOut()
                    + " other calls are left out: it does not help if each of them took effect at any"
                    + " time after it began, or never.");
        }
        if (!counterexample.smallest()) {
            line("There may be fewer calls that contradict each other: the budget ended before that was known.");
        }
    }
}
