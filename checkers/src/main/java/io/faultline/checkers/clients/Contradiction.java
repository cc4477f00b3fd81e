package io.faultline.checkers.clients;

import io.faultline.checkers.Evidence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Operations that no linearizable service can have answered so.
 *
 * @param kind which promise they break
 * @param atTheEnd whether it was seen by a look at the end
 * @param why a sentence
 * @param operations the few that contradict each other
 */
record Contradiction(Kind kind, boolean atTheEnd, Supplier<String> why, List<Operation> operations) {
    /** The promise that is broken. */
    enum Kind {
        /** Something acknowledged was not seen. */
        STALE,
        /** Something was seen twice, or that was never done. */
        INVENTED,
        /** A queue gave a later element before an earlier. */
        ORDER,
        /** A lock had two holders, or its tokens did not grow. */
        TOKEN
    }

    /** Where each of the operations began, and where those ended that succeeded. */
    Evidence evidence() {
        TreeSet<Long> events = new TreeSet<>();
        for (Operation operation : operations) {
            events.add(operation.from());
            if (operation.hasEnd()) {
                events.add(operation.endIndex());
            }
        }
        return new Evidence(why.get(), List.copyOf(events));
    }

    /** What is found in one thing. */
    static final class Findings {
        private final Thing thing;
        private final List<Contradiction> contradictions = new ArrayList<>();
        private final List<String> doubts = new ArrayList<>();

        Findings(Thing thing) {
            this.thing = thing;
        }

        Thing thing() {
            return thing;
        }

        /** The seer can't have seen that, for these others. */
        void add(Kind kind, Operation seer, Supplier<String> why, Operation... others) {
            List<Operation> operations = new ArrayList<>(List.of(others));
            operations.add(seer);
            contradictions.add(new Contradiction(kind, seer.from() > thing.lookedAtFrom(), why, operations));
        }

        /** Something that keeps the thing, or a part of what was seen of it, from being judged. */
        void doubt(String why) {
            doubts.add(why);
        }

        List<Contradiction> contradictions() {
            return Collections.unmodifiableList(contradictions);
        }

        List<String> doubts() {
            return Collections.unmodifiableList(doubts);
        }
    }
}
