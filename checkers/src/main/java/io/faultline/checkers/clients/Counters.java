package io.faultline.checkers.clients;

import io.faultline.checkers.clients.Contradiction.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/** One key that numbers are added to, and that is read as their sum. */
final class Counters {
    private final Thing key;
    private final Contradiction.Findings findings;
    private final List<Operation> adds = new ArrayList<>();
    private final List<Operation> reads = new ArrayList<>();
    private boolean falls;

    private Counters(Thing key, Contradiction.Findings findings) {
        this.key = key;
        this.findings = findings;
    }

    static void examine(Thing key, Contradiction.Findings findings) {
        Counters counter = new Counters(key, findings);
        if (counter.collect()) {
            counter.checkBounds();
            if (!counter.falls) {
                counter.checkGrowth();
            }
        }
    }

    private boolean collect() {
        for (Operation operation : key.operations()) {
            if (operation.is("add")) {
                if (!(operation.argument() instanceof Long delta) || delta != delta.intValue()) {
                    findings.doubt(operation.told() + " adds to " + key + " what can't be summed up here");
                    return false;
                }
                if (!operation.isFail()) {
                    adds.add(operation);
                    falls |= delta < 0;
                }
            } else if (operation.isOk()) {
                if (operation.result() == null || operation.result() instanceof Long) {
                    reads.add(operation);
                } else {
                    findings.add(
                            Kind.INVENTED,
                            operation,
                            () -> operation.told() + " saw " + operation.result() + " in " + key
                                    + ", which is no whole number");
                }
            }
        }
        return true;
    }

    private static long value(Operation read) {
        return read.result() instanceof Long number ? number : 0;
    }

    /** What was acknowledged is in it, what was asked for may be. */
    private void checkBounds() {
        Sums surelyMore = new Sums(adds, Operation::to, true);
        Sums surelyLess = new Sums(adds, Operation::to, false);
        Sums perhapsMore = new Sums(adds, Operation::from, true);
        Sums perhapsLess = new Sums(adds, Operation::from, false);
        for (Operation read : reads) {
            long least = surelyMore.before(read.from()) + perhapsLess.before(read.to());
            long most = perhapsMore.before(read.to()) + surelyLess.before(read.from());
            long value = value(read);
            if (value < least || value > most) {
                // Where nothing is taken away too much is something invented; else either may be something missed.
                findings.add(
                        value > most && !falls ? Kind.INVENTED : Kind.STALE,
                        read,
                        () -> read.told() + " saw " + value + " in " + key + ", but what was acknowledged before and"
                                + " asked for until then makes at least " + least + " and at most " + most);
            }
        }
    }

    private void checkGrowth() {
        Latest<Operation> greatest = new Latest<>(reads, Operation::to, Counters::value);
        for (Operation read : reads) {
            Operation earlier = greatest.before(read.from());
            if (earlier != null && value(earlier) > value(read)) {
                findings.add(
                        Kind.STALE,
                        read,
                        () -> read.told() + " saw " + value(read) + " in " + key + ", though " + earlier.told()
                                + " had seen " + value(earlier) + " and nothing takes away from it",
                        earlier);
            }
        }
    }

    /** What was added, or taken away, by operations up to an event. */
    private static final class Sums {
        private final long[] places;
        private final long[] sums;

        Sums(List<Operation> operations, ToLongFunction<Operation> place, boolean more) {
            List<Operation> adds = operations.stream()
                    .filter(add -> delta(add) > 0 == more)
                    .sorted(Comparator.comparingLong(place))
                    .toList();
            places = adds.stream().mapToLong(place).toArray();
            sums = new long[places.length + 1];
            for (int i = 0; i < places.length; i++) {
                sums[i + 1] = sums[i] + delta(adds.get(i));
            }
        }

        private static long delta(Operation add) {
            return (Long) add.argument();
        }

        long before(long event) {
            return sums[Ascending.below(event, places.length, place -> places[place])];
        }
    }
}
