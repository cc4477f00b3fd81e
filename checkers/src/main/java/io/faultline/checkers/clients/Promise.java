package io.faultline.checkers.clients;

import io.faultline.checkers.Checker;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.clients.Contradiction.Kind;
import io.faultline.checkers.finding.Findings;
import io.faultline.checkers.finding.Wording;
import io.faultline.checkers.history.History;
import java.util.List;
import java.util.function.Consumer;

/** One promise to clients: no operations contradict each other in its way. */
final class Promise implements Checker {
    private final String name;
    private final String claim;
    private final Kind kind;
    private final boolean atTheEnd;

    /** @param atTheEnd whether only what was seen in the final reads counts */
    Promise(String name, String claim, Kind kind, boolean atTheEnd) {
        this.name = name;
        this.claim = claim;
        this.kind = kind;
        this.atTheEnd = atTheEnd;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String claim() {
        return claim;
    }

    @Override
    public Verdict check(History history) {
        Operations operations = Operations.of(history);
        long ok = operations.all().stream()
                .filter(Operation::isOk)
                .filter(operation -> !atTheEnd || operation.from() > operations.finalReads())
                .count();
        if (ok == 0) {
            return Verdict.unknown(
                    name,
                    atTheEnd
                            ? "no final read was answered: nobody saw what is there at the end"
                            : "no operation of a client succeeded: nothing to judge");
        }
        Findings findings = new Findings(name);
        examine(operations, contradiction -> {
            if (contradiction.kind() == kind && (!atTheEnd || contradiction.at() > operations.finalReads())) {
                findings.add(contradiction.evidence());
            }
        });
        return findings.invalidOr(Wording.count(ok, "successful operation") + ", none against it");
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
