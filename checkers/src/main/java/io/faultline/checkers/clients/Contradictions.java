package io.faultline.checkers.clients;

import io.faultline.checkers.history.History;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** All contradictions among the operations of a history, whichever promise they break. */
final class Contradictions {
    private final List<Contradiction> all = new ArrayList<>();

    private Contradictions(History history) {
        examine(Operations.of(history), all::add);
    }

    /** Those of this history, looked for once. */
    static Contradictions of(History history) {
        return history.view(Contradictions.class, Contradictions::new);
    }

    List<Contradiction> all() {
        return all;
    }

    private static void examine(Operations operations, Consumer<Contradiction> found) {
        operations.byKey().forEach((key, of) -> examine(key, of, found));
    }

    /** Which kind of thing a key is shows in what is asked of it; of a mixture nothing is said. */
    private static void examine(String key, List<Operation> operations, Consumer<Contradiction> found) {
        boolean registers = asks(operations, "write") || asks(operations, "cas") || asks(operations, "delete");
        boolean lists = asks(operations, "append");
        boolean counters = asks(operations, "add");
        if (asks(operations, "enqueue") || asks(operations, "dequeue")) {
            Queues.examine(key, operations, found);
        } else if (asks(operations, "acquire") || asks(operations, "release")) {
            Locks.examine(key, operations, found);
        } else if (registers && !lists && !counters) {
            Registers.examine(key, operations, found);
        } else if (lists && !registers && !counters) {
            Lists.examine(key, operations, found);
        } else if (counters && !registers && !lists && onlyGrows(operations)) {
            Counters.examine(key, operations, found);
        }
    }

    private static boolean onlyGrows(List<Operation> operations) {
        return operations.stream()
                .allMatch(operation -> !operation.f().equals("add")
                        || operation.argument() instanceof Number number && number.longValue() > 0);
    }

    private static boolean asks(List<Operation> operations, String f) {
        return operations.stream().anyMatch(operation -> operation.f().equals(f));
    }
}
