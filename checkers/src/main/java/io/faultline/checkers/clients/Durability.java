package io.faultline.checkers.clients;

import io.faultline.checkers.ClientOptions;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.clients.Contradiction.Kind;
import io.faultline.checkers.finding.Wording;
import java.util.EnumSet;
import java.util.List;

/**
 * What was acknowledged is there at the end: judged by the looks at everything that end a trial or, where there are none,
 * by the last look at each thing after its last change. A queue is looked at when it is found empty.
 */
final class Durability extends Promise {
    private static final String NAME = "durability";

    Durability(ClientOptions options) {
        super(
                NAME,
                "what was acknowledged is there at the end",
                Kind.STALE,
                EnumSet.of(Thing.Space.KEY, Thing.Space.QUEUE),
                thing -> isLookedAt(thing) ? 1 : 0,
                options);
    }

    private static boolean shows(Operation operation) {
        return operation.is("read") || operation.is("dequeue") && operation.result() == null;
    }

    @Override
    boolean breaksIt(Contradiction contradiction) {
        return super.breaksIt(contradiction) && contradiction.atTheEnd();
    }

    @Override
    Verdict judged(List<Thing> things) {
        List<String> unseen = things.stream()
                .filter(thing -> thing.isOkAny(Vocabulary::changes) && !isLookedAt(thing))
                .map(Thing::toString)
                .toList();
        long seen = seen(things);
        if (!unseen.isEmpty() || seen == 0) {
            return Verdict.unknown(
                    NAME,
                    "nobody looked at the end at "
                            + (unseen.isEmpty() ? "anything" : first(unseen) + ", to which changes were acknowledged"));
        }
        return Verdict.valid(
                NAME, "nothing acknowledged is missing in " + Wording.count(seen, "thing") + " looked at in the end");
    }

    private static boolean isLookedAt(Thing thing) {
        List<Operation> all = thing.operations();
        for (Operation one : all.subList(Operation.begunBefore(thing.lookedAtFrom() + 1, all), all.size())) {
            if (one.isOk() && shows(one)) {
                return true;
            }
        }
        return false;
    }
}
