package io.faultline.checkers.clients;

import io.faultline.checkers.history.ClientEvents;
import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.OperationType;
import io.faultline.checkers.history.PhaseEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All operations of a history, and what they are done to, each list in the order in which they began. */
final class Operations {
    private final ArrayList<Operation> all = new ArrayList<>();
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
        for (Event event : history.otherEvents()) {
            if (event instanceof PhaseEvent phase && phase.phase().equals(PhaseEvent.FINAL_READS)) {
                operations.finalReads = phase.index();
            }
        }
        operations.collect(history.clientEvents());
        operations.all.forEach(operations::file);
        operations.things().forEach(operations::findEnd);
        return operations;
    }

    /** Each begin with the end it had, if any. */
    private void collect(ClientEvents events) {
        all.ensureCapacity(events.size() / 2);
        for (int p = 0; p < events.size(); p++) {
            if (events.begins(p)) {
                int end = events.end(p);
                boolean isOk = end != ClientEvents.NONE && events.type(end) == OperationType.OK;
                Object result = isOk ? events.value(end) : null;
                all.add(new Operation(events.f(p), events.value(p), result, events, p, end));
            } else if (events.begin(p) == ClientEvents.NONE) {
                unreadable.add("process " + events.process(p) + " ended something that it never began (event "
                        + events.index(p) + ")");
            } else if (events.type(p) == OperationType.OK) {
                if (ok == successes.length) {
                    successes = Arrays.copyOf(successes, 2 * ok);
                }
                successes[ok++] = events.index(p);
            }
        }
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
        thing(space, operation.key()).add(operation);
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
        return firstOk(from) < until;
    }

    /** The event of the first success at this one or behind it, {@link Operation#NEVER} without one. */
    long firstOk(long from) {
        int place = Ascending.below(from, ok, i -> successes[i]);
        return place < ok ? successes[place] : Operation.NEVER;
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
