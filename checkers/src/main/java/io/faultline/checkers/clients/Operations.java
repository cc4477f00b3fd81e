package io.faultline.checkers.clients;

import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.OperationEvent;
import io.faultline.checkers.history.OperationType;
import io.faultline.checkers.history.PhaseEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All operations of a history, and what they are done to, each list in the order in which they began. */
final class Operations {
    /** The place of what is under way where nothing is. */
    private static final int NONE = -1;

    private final List<Operation> all = new ArrayList<>();
    private final Map<Thing.Space, Map<Object, Thing>> things = new EnumMap<>(Thing.Space.class);
    private final List<String> unreadable = new ArrayList<>();
    private long finalReads = Operation.NEVER;
    private long[] successes = new long[64];
    private int ok;

    private Operations() {
        for (Thing.Space space : Thing.Space.values()) {
            things.put(space, new LinkedHashMap<>());
        }
    }

    /** The operations of this history, made once. */
    static Operations of(History history) {
        return history.view(Operations.class, Operations::collect);
    }

    private static Operations collect(History history) {
        Operations operations = new Operations();
        Map<Long, int[]> open = new HashMap<>();
        List<OperationEvent> begins = new ArrayList<>();
        List<OperationEvent> ends = new ArrayList<>();
        for (Event event : history.otherEvents()) {
            if (event instanceof OperationEvent told) {
                int[] place = open.computeIfAbsent(told.process(), anew -> new int[] {NONE});
                if (told.type() == OperationType.INVOKE) {
                    place[0] = begins.size();
                    begins.add(told);
                    ends.add(null);
                } else {
                    operations.end(told, place[0], ends);
                    place[0] = NONE;
                }
            } else if (event instanceof PhaseEvent phase && phase.phase().equals(PhaseEvent.FINAL_READS)) {
                operations.finalReads = phase.index();
            }
        }
        for (int i = 0; i < begins.size(); i++) {
            operations.all.add(whole(begins.get(i), ends.get(i)));
        }
        operations.all.forEach(operations::file);
        operations.things().forEach(operations::findEnd);
        return operations;
    }

    private void end(OperationEvent told, int place, List<OperationEvent> ends) {
        if (place == NONE) {
            unreadable.add(
                    "process " + told.process() + " ended something that it never began (event " + told.index() + ")");
            return;
        }
        ends.set(place, told);
        if (told.type() == OperationType.OK) {
            if (ok == successes.length) {
                successes = Arrays.copyOf(successes, 2 * ok);
            }
            successes[ok++] = told.index();
        }
    }

    private static Operation whole(OperationEvent begin, OperationEvent end) {
        boolean ok = end != null && end.type() == OperationType.OK;
        return new Operation(begin.f(), begin.value(), ok ? end.value() : null, begin, end);
    }

    private void file(Operation operation) {
        switch (operation.f()) {
            case "txn" -> fileSteps(operation);
            case "enqueue", "dequeue" -> file(Thing.Space.QUEUE, operation);
            case "acquire", "release" -> file(Thing.Space.LOCK, operation);
            default -> file(Thing.Space.KEY, operation);
        }
    }

    private void file(Thing.Space space, Operation operation) {
        thing(space, operation.begin().key()).add(operation);
    }

    private Thing thing(Thing.Space space, Object name) {
        Map<Object, Thing> named = things.get(space);
        Thing thing = named.get(name);
        if (thing == null) {
            thing = new Thing(space, name);
            named.put(name, thing);
        }
        return thing;
    }

    private void fileSteps(Operation transaction) {
        if (!Step.readable(transaction)) {
            unreadable.add(transaction.told() + " has steps that are none");
            return;
        }
        List<?> asked = (List<?>) transaction.argument();
        for (int i = 0; i < asked.size(); i++) {
            List<?> step = (List<?>) asked.get(i);
            thing(Thing.Space.KEY, step.get(1)).add(Step.of(transaction, i));
        }
    }

    /** Without a phase of its own, the end is what comes after the last change that succeeded. */
    private void findEnd(Thing thing) {
        long end = finalReads;
        if (end == Operation.NEVER) {
            end = -1;
            for (Operation operation : thing.operations()) {
                if (operation.isOk() && Vocabulary.changes(operation.f())) {
                    end = Math.max(end, operation.to());
                }
            }
        }
        thing.lookedAtFrom(end);
    }

    /** Every operation, a transaction as one. */
    List<Operation> all() {
        return all;
    }

    /** How many of them succeeded. */
    long ok() {
        return ok;
    }

    /** Whether one succeeded at this event or behind it, and before the other. */
    boolean isAnyOk(long from, long until) {
        int place = Ascending.below(from, ok, i -> successes[i]);
        return place < ok && successes[place] < until;
    }

    /** Keys, then queues, then locks, each in the order in which they were first asked for. */
    List<Thing> things() {
        List<Thing> every = new ArrayList<>();
        things.values().forEach(named -> every.addAll(named.values()));
        return every;
    }

    /** What can't be understood, and so may have done anything to any thing. */
    List<String> unreadable() {
        return unreadable;
    }
}
