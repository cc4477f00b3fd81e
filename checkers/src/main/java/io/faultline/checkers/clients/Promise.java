package io.faultline.checkers.clients;

import io.faultline.checkers.Checker;
import io.faultline.checkers.ClientOptions;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.clients.Contradiction.Kind;
import io.faultline.checkers.finding.Findings;
import io.faultline.checkers.finding.Wording;
import io.faultline.checkers.history.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * One promise to clients: no operations contradict each other in its way.
 *
 * <p>It is broken wherever it is seen broken. It is kept only where somebody looked, and where what was seen tells something.
 */
class Promise implements Checker {
    private final String name;
    private final String claim;
    private final Kind kind;
    private final Set<Thing.Space> spaces;
    private final ToLongFunction<Thing> looks;
    private final ClientOptions options;

    /**
     * @param spaces what it is about
     * @param looks how many successful operations on a thing show whether it is kept
     */
    Promise(
            String name,
            String claim,
            Kind kind,
            Set<Thing.Space> spaces,
            ToLongFunction<Thing> looks,
            ClientOptions options) {
        this.name = name;
        this.claim = claim;
        this.kind = kind;
        this.spaces = spaces;
        this.looks = looks;
        this.options = options;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String claim() {
        return claim;
    }

    @Override
    public final Verdict check(History history) {
        Operations operations = Operations.of(history);
        Findings findings = new Findings(name);
        List<String> doubts = new ArrayList<>(operations.unreadable());
        List<Thing> things = new ArrayList<>();
        for (Contradiction.Findings found : Contradictions.of(history).all()) {
            if (spaces.contains(found.thing().space())) {
                things.add(found.thing());
                doubts.addAll(found.doubts());
                found.contradictions().stream().filter(this::breaksIt).forEach(one -> findings.add(one::evidence));
            }
        }
        if (findings.count() > 0) {
            return findings.invalidOr("");
        } else if (operations.ok() < options.minOk()) {
            return Verdict.unknown(
                    name,
                    "only " + Wording.count(operations.ok(), "operation") + " of clients succeeded, of the "
                            + options.minOk() + " it takes: too few to judge");
        } else if (!doubts.isEmpty()) {
            return Verdict.unknown(name, "not all that was seen can be judged: " + first(doubts));
        }
        return judged(things);
    }

    /** Whether this contradiction is one of this promise. */
    boolean breaksIt(Contradiction contradiction) {
        return contradiction.kind() == kind;
    }

    /** What to say where nothing speaks against it. */
    Verdict judged(List<Thing> things) {
        long seen = seen(things);
        return seen == 0
                ? Verdict.unknown(name, "nobody saw anything that would show it: nothing to judge")
                : Verdict.valid(name, "seen by " + Wording.count(seen, "operation") + ", none against it");
    }

    /** How much there is that shows whether it is kept. */
    final long seen(List<Thing> things) {
        return things.stream().mapToLong(looks).sum();
    }

    /** The first of these, and how many there are. */
    static String first(List<String> all) {
        return all.get(0) + (all.size() == 1 ? "" : ", and " + (all.size() - 1) + " more");
    }
}
