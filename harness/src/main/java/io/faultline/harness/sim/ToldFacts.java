package io.faultline.harness.sim;

import io.faultline.checkers.history.HexDigests;
import io.faultline.checkers.history.LogFact;
import io.faultline.checkers.history.NodeFact;
import io.faultline.node.raft.Fact;
import java.util.List;

/**
 * What nodes say of their logs, in the words of the history, each made once where it can be: what one node appends, commits or
 * applies the others do soon after, and a copy for each of them would be most of what a trial under load remembers.
 */
final class ToldFacts {
    private static final int KEPT = 1 << 12;

    private final NodeFact[] told = new NodeFact[KEPT];

    /** The fact as the history tells it; what is equal may be the same object. */
    NodeFact of(Fact fact) {
        int place = place(fact);
        if (place < 0) {
            return Translation.fact(fact);
        }
        if (!tells(told[place], fact)) {
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

    /** Whether what is kept says just this; what was said itself is not kept, to be forgotten at once. */
    private static boolean tells(NodeFact kept, Fact fact) {
        if (fact instanceof Fact.Committed committed) {
            return kept instanceof LogFact.Committed other && other.index() == committed.index();
        } else if (fact instanceof Fact.Applied applied) {
            return kept instanceof LogFact.Applied other
                    && other.from() == applied.from()
                    && HexDigests.areIn(other.digests(), applied.digests());
        }
        Fact.Appended appended = (Fact.Appended) fact;
        return kept instanceof LogFact.Appended other
                && other.from() == appended.from()
                && HexDigests.areIn(other.digests(), appended.digests())
                && areIn(other.terms(), appended.terms());
    }

    private static boolean areIn(List<Long> told, long[] terms) {
        for (int i = 0; i < terms.length; i++) {
            if (told.get(i) != terms[i]) {
                return false;
            }
        }
        return true;
    }
}
