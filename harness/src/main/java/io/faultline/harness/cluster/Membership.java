package io.faultline.harness.cluster;

import java.util.List;

/**
 * Who takes part in a cluster, as one node sees it: the last configuration in its log, committed or not.
 *
 * @param index the entry that holds it, 0 for the one the cluster began with
 * @param committed whether the node knows that it is committed
 */
public record Membership(long index, List<String> voters, List<String> learners, boolean committed) {
    public Membership {
        voters = List.copyOf(voters);
        learners = List.copyOf(learners);
    }

    /** Whether that change of the subject can have led to this; a hand-over changes no members. */
    public boolean shows(MemberChange change, String subject) {
        return switch (change) {
            case ADD_LEARNER -> learners.contains(subject);
            case PROMOTE -> voters.contains(subject);
            case REMOVE -> !voters.contains(subject) && !learners.contains(subject);
            case TRANSFER -> true;
        };
    }
}
