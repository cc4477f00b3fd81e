package io.faultline.checkers.clients;

import io.faultline.checkers.clients.Contradiction.Kind;
import io.faultline.checkers.finding.Wording;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One lock: its tokens grow, and it has one holder at a time.
 *
 * <p>A holder gets the same token again when it asks again; once it has given the lock back, its next token is another.
 */
final class Locks {
    private final Thing lock;
    private final Contradiction.Findings findings;
    private final List<Operation> acquires = new ArrayList<>();
    private final Map<Object, List<Operation>> asked = new LinkedHashMap<>();
    private final Map<Object, List<Operation>> releases = new LinkedHashMap<>();
    private final Map<Object, Latest<Operation>> knownReleases = new LinkedHashMap<>();

    private Locks(Thing lock, Contradiction.Findings findings) {
        this.lock = lock;
        this.findings = findings;
    }

    static void examine(Thing lock, Contradiction.Findings findings) {
        Locks locks = new Locks(lock, findings);
        if (locks.collect()) {
            locks.checkTokens();
            locks.checkHolders();
        }
    }

    private boolean collect() {
        for (Operation operation : lock.operations()) {
            boolean acquire = operation.is("acquire");
            if (operation.argument() == null || acquire && operation.isOk() && !(operation.result() instanceof Long)) {
                findings.doubt(operation.told() + " of " + lock + " has no owner or got no number as a token");
                return false;
            }
            if (!operation.isFail()) {
                (acquire ? asked : releases)
                        .computeIfAbsent(operation.argument(), anew -> new ArrayList<>())
                        .add(operation);
            }
            if (acquire && operation.isOk()) {
                acquires.add(operation);
            }
        }
        releases.forEach((owner, all) -> knownReleases.put(owner, new Latest<>(all, Operation::to, Operation::from)));
        return true;
    }

    private static long token(Operation acquire) {
        return (Long) acquire.result();
    }

    private void checkTokens() {
        Latest<Operation> greatest = new Latest<>(acquires, Operation::to, Locks::token);
        Map<Long, Operation> owners = new HashMap<>();
        for (Operation acquire : greatest.inOrder()) {
            Operation before = greatest.before(acquire.from());
            Operation same = owners.putIfAbsent(token(acquire), acquire);
            if (before != null && token(before) > token(acquire)) {
                findings.add(Kind.TOKEN, acquire, () -> got(acquire) + ", though " + got(before) + " before", before);
            } else if (same != null && !same.argument().equals(acquire.argument())) {
                findings.add(
                        Kind.TOKEN, acquire, () -> got(acquire) + ", and " + got(same) + ", for another owner", same);
            } else if (same != null) {
                checkAnew(same, acquire);
            }
        }
    }

    /** After a release the same token must not be given again. */
    private void checkAnew(Operation first, Operation again) {
        Latest<Operation> known = knownReleases.get(first.argument());
        Operation release = known == null ? null : known.before(again.from());
        if (release != null && release.from() > first.to()) {
            findings.add(
                    Kind.TOKEN,
                    again,
                    () -> got(again) + " again, though " + release.told() + " had given it back",
                    first,
                    release);
        }
    }

    private String got(Operation acquire) {
        return acquire.told() + " got token " + token(acquire) + " of " + lock;
    }

    private void checkHolders() {
        Holds holds = new Holds(acquires, releases);
        for (Operation acquire : acquires) {
            // Who certainly holds it from then on must not meet another; who may give it back at once must not come
            // between.
            Holds.Hold own = holds.of(acquire);
            Holds.Hold other = holds.rival(own == null ? acquire.from() : own.from(), acquire.argument());
            if (other != null && other.to() > acquire.to()) {
                findings.add(
                        Kind.TOKEN,
                        acquire,
                        () -> acquire.told() + " got " + lock + ", which "
                                + other.acquire().told() + " had taken and not given back",
                        other.acquire());
            }
        }
        knownReleases.forEach((owner, known) -> {
            List<Operation> ofOwner = asked.getOrDefault(owner, List.of());
            int before = 0;
            for (Operation release : known.inOrder()) {
                checkRelease(release, before++, ofOwner, holds);
            }
        });
    }

    /** Who gives a lock back holds it: nobody else does, and it was asked for once more than it had been given back before. */
    private void checkRelease(Operation release, int before, List<Operation> ofOwner, Holds holds) {
        if (Operation.begunBefore(release.to(), ofOwner) <= before) {
            findings.add(
                    Kind.TOKEN,
                    release,
                    () -> release.told() + " gave " + lock + " back for " + release.argument()
                            + ", who cannot have held it: it was asked for " + Wording.count(before, "time")
                            + " at most until then, and given back as often before");
        }
        Holds.Hold other = holds.rival(release.from(), release.argument());
        if (other != null && other.to() > release.to()) {
            findings.add(
                    Kind.TOKEN,
                    release,
                    () -> release.told() + " gave " + lock + " back while "
                            + other.acquire().told() + " held it",
                    other.acquire());
        }
    }
}
