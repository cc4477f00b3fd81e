package io.faultline.node.mutants;

import io.faultline.node.raft.RaftConfig;
import io.faultline.node.raft.RaftRules;
import java.util.function.Supplier;

/**
 * A node that differs from the standard one in one named way.
 *
 * @param id short name, such as {@code E13}
 * @param change what is different, as a clause
 * @param breaks for a mutant the promise it breaks, for a control empty
 * @param preVote whether its nodes use pre-vote
 * @param slowdown factor on all intervals, 1 for the standard ones
 * @param rules makes the rules of one node
 */
public record Variant(
        String id, String change, String breaks, boolean preVote, int slowdown, Supplier<RaftRules> rules) {

    static Variant mutant(String id, String change, String breaks, Supplier<RaftRules> rules) {
        return new Variant(id, change, breaks, true, 1, rules);
    }

    /** Pre-vote keeps terms from rising, and so hides bugs that need elections to collide. */
    static Variant mutantWithoutPreVote(String id, String change, String breaks, Supplier<RaftRules> rules) {
        return new Variant(id, change, breaks, false, 1, rules);
    }

    static Variant control(String id, String change, boolean preVote, int slowdown, Supplier<RaftRules> rules) {
        return new Variant(id, change, "", preVote, slowdown, rules);
    }

    /** Whether this variant has a bug; otherwise it is a control and must never be accused. */
    public boolean isMutant() {
        return !breaks.isEmpty();
    }

    /** The configuration its nodes run with. */
    public RaftConfig configure(RaftConfig standard) {
        return new RaftConfig(
                standard.self(), standard.members(), standard.timing().times(slowdown), standard.preVote() && preVote);
    }
}
