package io.faultline.checkers.election;

import java.util.Arrays;

/**
 * Who voted for whom in one term and who won it, so far.
 *
 * <p>Columns are nodes; values are positions in the trace, {@link #NONE} while there is none.
 */
final class Ballot {
    static final int NONE = -1;

    private final int[] firstVote;
    private final int[][] grants;
    private int[] wins;

    Ballot(int nodes) {
        firstVote = new int[nodes];
        Arrays.fill(firstVote, NONE);
        grants = new int[nodes][];
    }

    /** Notes the vote at this position; true when it is the voter's first of the term. */
    boolean vote(int voter, int candidate, int position) {
        boolean first = firstVote[voter] == NONE;
        if (first) {
            firstVote[voter] = position;
        }
        int[] forCandidate = grants[candidate];
        if (forCandidate == null) {
            forCandidate = new int[firstVote.length];
            Arrays.fill(forCandidate, NONE);
            grants[candidate] = forCandidate;
        }
        if (forCandidate[voter] == NONE) {
            forCandidate[voter] = position;
        }
        return first;
    }

    /** Where this voter gave its first vote of the term. */
    int firstVote(int voter) {
        return firstVote[voter];
    }

    /** Where this voter first granted this candidate. */
    int grant(int voter, int candidate) {
        return grants[candidate] == null ? NONE : grants[candidate][voter];
    }

    /** Notes that this node became leader of the term at this position. */
    void win(int node, int position) {
        if (wins == null) {
            wins = new int[firstVote.length];
            Arrays.fill(wins, NONE);
        }
        if (wins[node] == NONE) {
            wins[node] = position;
        }
    }

    /** Where this node first became leader of the term. */
    int win(int node) {
        return wins == null ? NONE : wins[node];
    }
}
