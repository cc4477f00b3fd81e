package io.faultline.harness.members;

import io.faultline.harness.cluster.MemberChange;
import io.faultline.harness.cluster.Membership;
import io.faultline.nemesis.fault.Standing;
import java.util.Optional;

/** The next change on the way of one node from what it is to what it is to be. */
record Step(MemberChange change, String node) {

    /**
     * Plans one.
     *
     * @param wanted what the node is to be, null for a voter
     * @param votersMin with so few voters none is removed
     */
    static Optional<Step> towards(Standing wanted, String node, Membership now, int votersMin) {
        boolean votes = now.voters().contains(node);
        boolean learns = now.learners().contains(node);
        if (wanted == Standing.REMOVED && !votes && !learns || wanted == Standing.LEARNER && learns) {
            return Optional.empty();
        } else if (wanted == Standing.REMOVED || wanted == Standing.LEARNER && votes) {
            return votes && now.voters().size() <= votersMin
                    ? Optional.empty()
                    : Optional.of(new Step(MemberChange.REMOVE, node));
        } else if (votes) {
            return Optional.empty();
        }
        return Optional.of(new Step(learns ? MemberChange.PROMOTE : MemberChange.ADD_LEARNER, node));
    }
}
