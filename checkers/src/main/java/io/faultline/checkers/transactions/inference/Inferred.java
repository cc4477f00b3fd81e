package io.faultline.checkers.transactions.inference;

import io.faultline.checkers.transactions.graph.EdgeGraph;
import io.faultline.checkers.transactions.graph.EdgeKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What follows from a log.
 *
 * @param broken why nothing can be said, when a precondition does not hold
 * @param findings what can't be, apart from cycles
 * @param graph which transactions must stand before which; nodes are numbers of transactions
 * @param present which transactions committed, as their clients or others saw
 * @param sources from whom each step read
 * @param loose a clause that names versions whose order among each other nobody can know, which only matters to levels of
 *     snapshots and only when there are cycles; empty when there are none
 * @param gaps what could not be inferred, each a clause: with any of these a history without findings is not proved sound
 * @param explainer says why an edge is there
 * @param measures figures, in a fixed order
 */
public record Inferred(
        Optional<Broken> broken,
        Findings findings,
        EdgeGraph graph,
        boolean[] present,
        Sources sources,
        Optional<String> loose,
        List<String> gaps,
        Explainer explainer,
        Map<String, Object> measures) {

    /**
     * A precondition does not hold.
     *
     * @param why a sentence
     * @param transactions those that break it
     */
    public record Broken(String why, List<Integer> transactions) {}

    /** Says why one transaction must stand before another. */
    public interface Explainer {
        /**
         * A clause that calls the two by the names given: {@code T2 read x = [1], the last element of which T1 had appended}.
         */
        String why(int before, int after, EdgeKind kind, String nameOfBefore, String nameOfAfter);
    }
}
