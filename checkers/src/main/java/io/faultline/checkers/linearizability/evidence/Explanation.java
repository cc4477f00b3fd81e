package io.faultline.checkers.linearizability.evidence;

import io.faultline.checkers.finding.Wording;
import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.evidence.Counterexample.Obstacle;
import io.faultline.checkers.linearizability.evidence.Counterexample.Placed;
import io.faultline.checkers.linearizability.search.Window;
import java.util.stream.Collectors;

/** A counterexample as text. */
final class Explanation {
    /** So many calls of an order are shown, its last. */
    private static final int ORDER_MOST = 12;

    private final Counterexample counterexample;
    private final StringBuilder text = new StringBuilder();

    Explanation(Counterexample counterexample) {
        this.counterexample = counterexample;
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
        return Words.of(call, counterexample.keyed());
    }

    private void before() {
        if (counterexample.before().isEmpty()) {
            return;
        }
        String states = String.join(" or ", counterexample.before());
        line(
                counterexample.cut() == Window.UNCUT
                        ? "At first the state is " + states + "."
                        : "What lies before event " + counterexample.cut() + " is not shown; it left the state "
                                + states + ".");
    }

    private void order() {
        if (counterexample.order().isEmpty()) {
            return;
        }
        line("One gets as far as:");
        int hidden = Math.max(0, counterexample.order().size() - ORDER_MOST);
        if (hidden > 0) {
            line("  (" + hidden + " calls), then");
        }
        for (Placed placed :
                counterexample.order().subList(hidden, counterexample.order().size())) {
            String shown = counterexample.calls().contains(placed.call()) ? "" : ", whenever it happened";
            line("  " + words(placed.call()) + " (process " + placed.call().process() + shown + "), then the state is "
                    + placed.state());
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
            line("  " + obstacle.state() + (done.isEmpty() ? "" : ", with " + done + " done"));
        }
    }

    private void leftOut() {
        if (counterexample.leftOut() > 0) {
            boolean one = counterexample.leftOut() == 1;
            line(Wording.count(counterexample.leftOut(), "other call") + (one ? " is" : " are")
                    + " left out: it does not help if " + (one ? "it" : "each of them")
                    + " took effect at any time after it began, or never.");
        }
        if (!counterexample.smallest()) {
            line("There may be fewer calls that contradict each other: the budget ended before that was known.");
        }
    }
}
