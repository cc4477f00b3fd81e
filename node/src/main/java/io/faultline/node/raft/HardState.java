package io.faultline.node.raft;

import java.util.Optional;

/**
 * What must survive a crash before anything is answered: current term and vote (Figure 2).
 *
 * @param term the latest term this node has seen
 * @param vote number of the node that got this node's vote in {@code term}, or {@link #NO_VOTE}
 */
public record HardState(long term, int vote) {
    public static final int NO_VOTE = 0;

    /** A node that has never run: term 0, no vote. */
    public static final HardState INITIAL = new HardState(0, NO_VOTE);

    public HardState {
        if (term < 0 || vote < 0 || vote > NodeId.MAX) {
            throw new IllegalArgumentException("not a term and a vote: " + term + ", " + vote);
        }
    }

    public HardState withVote(NodeId candidate) {
        return new HardState(term, candidate.number());
    }

    public HardState withoutVote() {
        return vote == NO_VOTE ? this : new HardState(term, NO_VOTE);
    }

    public Optional<NodeId> votedFor() {
        return vote == NO_VOTE ? Optional.empty() : Optional.of(NodeId.of(vote));
    }
}
