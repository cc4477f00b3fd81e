package io.faultline.nemesis.generate;

import io.faultline.nemesis.fault.Target;
import java.util.List;

/** The symbols a style chooses its targets from. */
enum Whom {
    LEADER,
    ONE,
    TWO,
    FOLLOWERS,
    MAJORITY,
    MINORITY,
    MINORITY_WITH_LEADER,
    MINORITY_WITHOUT_LEADER,
    ALL;

    /** Returns whether the leader is meant, for certain or most likely. */
    boolean maybeLeader() {
        return this == LEADER || this == MINORITY_WITH_LEADER || this == MAJORITY || this == ALL;
    }

    /** Draws the order that the symbol needs; always one permutation, whichever the symbol. */
    Target target(Draw draw, Scene scene) {
        List<String> order = draw.order(scene.nodes());
        return switch (this) {
            case LEADER -> new Target.Leader(order);
            case ONE -> new Target.Random(1, order);
            case TWO -> new Target.Random(Math.min(2, order.size()), order);
            case FOLLOWERS -> new Target.Followers(order);
            case MAJORITY -> new Target.Majority(order);
            case MINORITY -> new Target.Minority(order);
            case MINORITY_WITH_LEADER -> new Target.MinorityWithLeader(order);
            case MINORITY_WITHOUT_LEADER -> new Target.MinorityWithoutLeader(order);
            case ALL -> new Target.All();
        };
    }
}
