package io.faultline.harness.sim;

import io.faultline.checkers.history.NodeFact;
import io.faultline.node.raft.Fact;
import java.util.Arrays;

/**
 * What nodes say of their logs, in the words of the history, each made once where it can be: what one node appends, commits or
 * applies the others do soon after, and a copy for each of them would be most of what a trial under load remembers.
 */
final class ToldFacts {
    private static final int KEPT = 1 << 12;

    private final Fact[] facts = new Fact[KEPT];
    private final NodeFact[] told = new NodeFact[KEPT];

    /** The fact as the history tells it; what is equal may be the same object. */
    NodeFact of(Fact fact) {
        int place = place(fact);
        if (place < 0) {
            return Translation.fact(fact);
        }
        if (!same(facts[place], fact)) {
            facts[place] = fact;
            told[place] = Translation.fact(fact);
        }
        return told[place];
    }

    /** Where it is kept: neighbours in the log get neighbouring places; -1 for what only one node says. */
    private static int place(Fact fact) {
        if (fact instanceof Fact.Committed committed) {
            return 3 * (int) committed.index() & KEPT - 1;
        } else if (fact instanceof Fact.Applied applied) {
            return 3 * (int) applied.from() + 1 & KEPT - 1;
        } else if (fact instanceof Fact.Appended appended) {
            return 3 * (int) appended.from() + 2 & KEPT - 1;
        }
        return -1;
    }

    /** Arrays are compared by what is in them, which their records do not do. */
    private static boolean same(Fact kept, Fact fact) {
        if (fact instanceof Fact.Committed) {
            return fact.equals(kept);
        } else if (fact instanceof Fact.Applied applied) {
            return kept instanceof Fact.Applied other
                    && other.from() == applied.from()
                    && Arrays.equals(other.digests(), applied.digests());
        }
        Fact.Appended appended = (Fact.Appended) fact;
        return kept instanceof Fact.Appended other
                && other.from() == appended.from()
                && Arrays.equals(other.digests(), appended.digests())
                && Arrays.equals(other.terms(), appended.terms());
    }
}
