package io.faultline.checkers.membership;

import java.util.Set;
import java.util.TreeSet;

/**
 * Who takes part in a cluster (Raft dissertation §4).
 *
 * @param index the entry that holds it, 0 for the one a node began with
 * @param voters whose majority elects and commits
 * @param learners who get the log without a vote
 */
public record Configuration(long index, Set<String> voters, Set<String> learners) {

    /** Whether both are of the same nodes, whichever entry holds them. */
    public boolean sameMembers(Configuration other) {
        return voters.equals(other.voters) && learners.equals(other.learners);
    }

    /** Whether the node votes or learns. */
    public boolean has(String node) {
        return voters.contains(node) || learners.contains(node);
    }

    static Configuration of(long index, Iterable<String> voters, Iterable<String> learners) {
        TreeSet<String> voting = new TreeSet<>();
        voters.forEach(voting::add);
        TreeSet<String> learning = new TreeSet<>();
        learners.forEach(learning::add);
        return new Configuration(index, voting, learning);
    }
}
