package io.faultline.checkers.clients;

import io.faultline.checkers.clients.Contradiction.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One lock: its tokens grow, and it has one holder at a time. */
final class Locks {
    private final String key;
    private final Consumer<Contradiction> found;
    private final List<Operation> acquires = new ArrayList<>();
    private final Map<Object, List<Operation>> releases = new HashMap<>();

    private Locks(String key, Consumer<Contradiction> found) {
        this.key = key;
        this.found = found;
    }

    static void examine(String key, List<Operation> operations, Consumer<Contradiction> found) {
        Locks lock = new Locks(key, found);
        for (Operation operation : operations) {
            if (operation.f().equals("acquire") && operation.isOk() && operation.result() instanceof Number) {
                lock.acquires.add(operation);
            } else if (operation.f().equals("release") && !operation.isFail()) {
                lock.releases
                        .computeIfAbsent(operation.argument(), anew -> new ArrayList<>())
                        .add(operation);
            }
        }
        lock.check();
    }

    private static long token(Operation acquire) {
        return ((Number) acquire.result()).longValue();
    }

    private void check() {
        Latest greatest = new Latest(acquires, Locks::token);
        Map<Long, Operation> owners = new HashMap<>();
        for (Operation acquire : acquires) {
            Operation before = greatest.before(acquire.from());
            Operation same = owners.putIfAbsent(token(acquire), acquire);
            if (same != null && !same.argument().equals(acquire.argument())) {
                found.accept(Contradiction.of(
                        Kind.TOKEN,
                        acquire,
                        told(acquire) + " and " + told(same) + " were given the same token " + token(acquire) + " of "
                                + key,
                        same));
            } else if (before != null && token(before) > token(acquire)) {
                found.accept(Contradiction.of(
                        Kind.TOKEN,
                        acquire,
                        told(acquire) + " was given token " + token(acquire) + " of " + key + ", though " + told(before)
                                + " had been given " + token(before),
                        before));
            }
            checkHolder(acquire, greatest.lastBefore(acquire.from()));
        }
    }

    private void checkHolder(Operation acquire, Operation holder) {
        if (holder == null || holder.argument().equals(acquire.argument())) {
            return;
        }
        List<Operation> ofHolder = releases.getOrDefault(holder.argument(), List.of());
        boolean mayBeFree = false;
        // Backwards: the last one that had begun by then has nearly always ended late enough.
        for (int i = Operation.begunBefore(acquire.to(), ofHolder) - 1; i >= 0 && !mayBeFree; i--) {
            mayBeFree = ofHolder.get(i).to() > holder.from();
        }
        if (!mayBeFree) {
            found.accept(Contradiction.of(
                    Kind.TOKEN,
                    acquire,
                    told(acquire) + " got " + key + ", which " + told(holder) + " had taken and never given back",
                    holder));
        }
    }

    private static String told(Operation operation) {
        return "the acquire of process " + operation.begin().process() + " (event "
                + operation.begin().index() + ")";
    }
}
