package io.faultline.checkers.clients;

import io.faultline.checkers.history.History;
import java.util.ArrayList;
import java.util.List;

/** All contradictions among the operations of a history, whichever promise they break, by the thing they are about. */
final class Contradictions {
    private final List<Contradiction.Findings> all = new ArrayList<>();

    private Contradictions(History history) {
        Operations operations = Operations.of(history);
        for (Thing thing : operations.things()) {
            Contradiction.Findings findings = new Contradiction.Findings(thing);
            // What can't be understood may have changed any of them.
            if (operations.unreadable().isEmpty()) {
                examine(thing, findings);
            }
            all.add(findings);
        }
    }

    /** Those of this history, looked for once. */
    static Contradictions of(History history) {
        return history.view(Contradictions.class, Contradictions::new);
    }

    /** What was found in each thing, in the order of {@link Operations#things}. */
    List<Contradiction.Findings> all() {
        return all;
    }

    private static void examine(Thing thing, Contradiction.Findings findings) {
        switch (thing.space()) {
            case QUEUE -> Queues.examine(thing, findings);
            case LOCK -> Locks.examine(thing, findings);
            case KEY -> examineKey(thing, findings);
        }
    }

    /** What kind of value a key has shows in what is asked of it; of a mixture nothing can be told. */
    private static void examineKey(Thing key, Contradiction.Findings findings) {
        if (key.isAskedAny(f -> !Vocabulary.isOfKeys(f))) {
            Operation strange = key.operations().stream()
                    .filter(one -> !Vocabulary.isOfKeys(one.f()))
                    .findFirst()
                    .orElseThrow();
            findings.doubt("nobody knows what " + strange.told() + " does to " + key);
            return;
        }
        boolean registers = key.isAsked("write") || key.isAsked("cas") || key.isAsked("delete");
        boolean lists = key.isAsked("append");
        boolean sums = key.isAsked("add");
        if (lists ? registers || sums : registers && sums) {
            findings.doubt(key + " is asked for values of different kinds");
        } else if (lists) {
            Lists.examine(key, findings);
        } else if (sums && showsLists(key)) {
            Sets.examine(key, findings);
        } else if (sums) {
            Counters.examine(key, findings);
        } else {
            Registers.examine(key, findings);
        }
    }

    /** What is added to is a set if it is seen as a list, else a counter. */
    private static boolean showsLists(Thing key) {
        for (Operation operation : key.operations()) {
            if (operation.result() instanceof List<?> && operation.is("read")) {
                return true;
            }
        }
        return false;
    }
}
