package io.faultline.checkers.transactions;

import java.util.List;
import java.util.Objects;

/**
 * What is around a cycle: a cut-out of all dependencies.
 *
 * @param reach how many edges away from the cycle it goes
 * @param neighbours the nearest first
 * @param edges all dependencies among these and those of the cycle, apart from the cycle's own; that one only came before the
 *     other in a process or in time is told where nothing else ties the two
 * @param leftOut how many more transactions are within reach
 */
public record Surroundings(int reach, List<Neighbour> neighbours, List<Proof.Edge> edges, int leftOut) {

    public Surroundings {
        neighbours = List.copyOf(neighbours);
        edges = List.copyOf(edges);
    }

    /**
     * A transaction that is not on the cycle.
     *
     * @param party as edges call it: {@code N1}
     * @param distance how many edges away it is
     */
    public record Neighbour(Proof.Party party, int distance) {

        public Neighbour {
            Objects.requireNonNull(party, "party");
        }
    }
}
