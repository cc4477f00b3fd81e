package io.faultline.checkers.clients;

import io.faultline.checkers.clients.Contradiction.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** One key that numbers above zero are added to, and that is read. */
final class Counters {
    private Counters() {}

    static void examine(String key, List<Operation> operations, Consumer<Contradiction> found) {
        List<Operation> adds = new ArrayList<>(operations);
        adds.removeIf(operation -> !operation.f().equals("add"));
        Sums acknowledged =
                new Sums(adds.stream().filter(Operation::isOk).toList(), Comparator.comparingLong(Operation::to));
        Sums begun = new Sums(
                adds.stream().filter(add -> !add.isFail()).toList(), Comparator.comparingLong(Operation::from));
        for (Operation read : operations) {
            if (read.isOk() && read.f().equals("read")) {
                long value = read.result() instanceof Number number ? number.longValue() : 0;
                long least = acknowledged.before(read.from(), Operation::to);
                long most = begun.before(read.to(), Operation::from);
                if (value < least || value > most) {
                    found.accept(Contradiction.of(
                            value < least ? Kind.STALE : Kind.INVENTED,
                            read,
                            "the read of process " + read.begin().process() + " (event "
                                    + read.begin().index() + ") saw " + value + " in " + key + ", but at least " + least
                                    + " had been added before and at most " + most + " were asked for"));
                }
            }
        }
    }

    /** What was added by operations up to an event. */
    private static final class Sums {
        private final List<Operation> adds;
        private final long[] sums;

        Sums(List<Operation> operations, Comparator<Operation> order) {
            adds = operations.stream().sorted(order).toList();
            sums = new long[adds.size() + 1];
            for (int i = 0; i < adds.size(); i++) {
                sums[i + 1] = sums[i] + ((Number) adds.get(i).argument()).longValue();
            }
        }

        long before(long event, java.util.function.ToLongFunction<Operation> place) {
            int low = 0;
            int high = adds.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (place.applyAsLong(adds.get(middle)) < event) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return sums[low];
        }
    }
}
