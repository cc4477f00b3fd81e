package io.faultline.checkers.clients;

import io.faultline.checkers.clients.Contradiction.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One queue, where each element is put in by one operation at most. */
final class Queues {
    private final String key;
    private final Consumer<Contradiction> found;
    private final Map<Object, Operation> enqueues = new HashMap<>();
    private final Map<Object, Operation> dequeues = new HashMap<>();
    private final List<Operation> taken = new ArrayList<>();
    private final List<Operation> empty = new ArrayList<>();
    private final List<Operation> mayHaveTaken = new ArrayList<>();

    private Queues(String key, Consumer<Contradiction> found) {
        this.key = key;
        this.found = found;
    }

    static void examine(String key, List<Operation> operations, Consumer<Contradiction> found) {
        Queues queue = new Queues(key, found);
        if (queue.collect(operations)) {
            queue.taken.forEach(queue::checkTaken);
            queue.checkOrder();
            queue.checkEmpty();
        }
    }

    private boolean collect(List<Operation> operations) {
        for (Operation operation : operations) {
            if (operation.f().equals("enqueue")) {
                if (enqueues.put(operation.argument(), operation) != null) {
                    return false;
                }
            } else if (operation.isOk() && operation.result() == null) {
                empty.add(operation);
            } else if (!operation.isFail()) {
                mayHaveTaken.add(operation);
                if (operation.isOk()) {
                    taken.add(operation);
                }
            }
        }
        return true;
    }

    private void checkTaken(Operation dequeue) {
        Object element = dequeue.result();
        Operation enqueue = enqueues.get(element);
        Operation before = dequeues.putIfAbsent(element, dequeue);
        String wrong = before != null
                ? "which " + told(before) + " had got as well"
                : enqueue == null || enqueue.from() > dequeue.to()
                        ? "which nobody had put in"
                        : enqueue.isFail() ? "though " + told(enqueue) + " was told to have failed" : null;
        if (wrong != null) {
            String why = told(dequeue) + " got " + element + " out of " + key + ", " + wrong;
            Operation other = before != null ? before : enqueue;
            found.accept(
                    other == null
                            ? Contradiction.of(Kind.INVENTED, dequeue, why)
                            : Contradiction.of(Kind.INVENTED, dequeue, why, other));
        }
    }

    private long putIn(Operation dequeue) {
        Operation enqueue = enqueues.get(dequeue.result());
        return enqueue == null ? Long.MIN_VALUE : enqueue.from();
    }

    /** An element that was put in after another had been must not have come out before that was even asked for. */
    private void checkOrder() {
        Latest youngest = new Latest(taken, this::putIn);
        for (Operation dequeue : taken) {
            Operation enqueue = enqueues.get(dequeue.result());
            Operation other = youngest.before(dequeue.from());
            if (enqueue != null && other != null && putIn(other) > enqueue.to()) {
                found.accept(Contradiction.of(
                        Kind.ORDER,
                        dequeue,
                        told(dequeue) + " got " + dequeue.result() + " out of " + key + " only after " + told(other)
                                + " had got " + other.result() + ", which was put in later",
                        other,
                        enqueue));
            }
        }
    }

    /** A queue is empty only if as many may have been taken out as had certainly been put in. */
    private void checkEmpty() {
        Latest putIn = new Latest(new ArrayList<>(enqueues.values()), Operation::from);
        for (Operation dequeue : empty) {
            long takenOut = Operation.begunBefore(dequeue.to(), mayHaveTaken);
            int there = putIn.count(dequeue.from());
            if (there > takenOut) {
                found.accept(Contradiction.of(
                        Kind.STALE,
                        dequeue,
                        told(dequeue) + " found " + key + " empty, though " + there
                                + " elements had been put in and at most " + takenOut + " taken out"));
            }
        }
    }

    private static String told(Operation operation) {
        return "the " + operation.f() + " of process " + operation.begin().process() + " (event "
                + operation.begin().index() + ")";
    }
}
