package io.faultline.checkers.clients;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The obvious twin: tries every order in which operations may have taken effect, one after the other on a plain store. */
final class SlowClients {
    private final List<Operation> operations;

    private SlowClients(List<Operation> operations) {
        this.operations = operations;
    }

    /** Whether these operations can have taken effect in some order; for a handful of them. */
    static boolean linearizable(List<Operation> operations) {
        List<Operation> effective = new ArrayList<>(operations);
        effective.removeIf(Operation::isFail);
        return new SlowClients(effective).goesOn(List.of());
    }

    private boolean goesOn(List<Operation> done) {
        boolean allOk = true;
        for (Operation next : operations) {
            if (!done.contains(next)) {
                allOk &= !next.isOk();
                if (mayBeNext(next, done)) {
                    List<Operation> longer = new ArrayList<>(done);
                    longer.add(next);
                    if (fits(longer) && goesOn(longer)) {
                        return true;
                    }
                }
            }
        }
        return allOk;
    }

    /** None that is still to come had ended before this one began. */
    private boolean mayBeNext(Operation next, List<Operation> done) {
        return operations.stream().allMatch(other -> done.contains(other) || other.to() > next.from());
    }

    private static boolean fits(List<Operation> order) {
        PlainStore store = new PlainStore();
        boolean fits = true;
        for (Operation operation : order) {
            if (operation.is("acquire") && operation.isOk()) {
                store.passTokens((Long) operation.result() - 1);
            }
            Object answer = store.apply(operation.f(), String.valueOf(operation.key()), operation.argument());
            fits = !operation.isOk() || Objects.equals(answer, operation.result());
        }
        return fits;
    }
}
