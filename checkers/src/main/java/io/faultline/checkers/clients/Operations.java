package io.faultline.checkers.clients;

import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.OperationEvent;
import io.faultline.checkers.history.OperationType;
import io.faultline.checkers.history.PhaseEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All operations of a history by what they are done to, each list in the order in which they began. */
final class Operations {
    /** The phase after which clients look at everything once more. */
    private static final String FINAL_READS = "final-reads";

    private final Map<String, List<Operation>> byKey = new TreeMap<>();
    private final List<Operation> all = new ArrayList<>();
    private long finalReads = Long.MAX_VALUE;

    private Operations() {}

    /** The operations of this history, made once. */
    static Operations of(History history) {
        return history.view(Operations.class, Operations::collect);
    }

    private static Operations collect(History history) {
        Operations operations = new Operations();
        Map<Long, OperationEvent> open = new HashMap<>();
        Map<Long, Integer> places = new HashMap<>();
        for (Event event : history.events()) {
            if (event instanceof PhaseEvent phase && phase.phase().equals(FINAL_READS)) {
                operations.finalReads = phase.index();
            } else if (event instanceof OperationEvent told) {
                operations.add(told, open, places);
            }
        }
        operations.all.forEach(operations::file);
        return operations;
    }

    private void add(OperationEvent told, Map<Long, OperationEvent> open, Map<Long, Integer> places) {
        if (told.type() == OperationType.INVOKE) {
            open.put(told.process(), told);
            places.put(told.process(), all.size());
            all.add(whole(told, null));
        } else {
            OperationEvent begin = open.remove(told.process());
            if (begin != null) {
                all.set(places.get(told.process()), whole(begin, told));
            }
        }
    }

    private static Operation whole(OperationEvent begin, OperationEvent end) {
        boolean ok = end != null && end.type() == OperationType.OK;
        String key = begin.key() == null ? null : begin.key().toString();
        return new Operation(begin.f(), key, begin.value(), ok ? end.value() : null, begin, end);
    }

    private void file(Operation operation) {
        if (!operation.f().equals("txn")) {
            if (operation.key() != null) {
                byKey.computeIfAbsent(operation.key(), anew -> new ArrayList<>())
                        .add(operation);
            }
            return;
        }
        List<?> asked = operation.argument() instanceof List<?> steps ? steps : List.of();
        List<?> told = operation.result() instanceof List<?> steps ? steps : asked;
        for (int i = 0; i < asked.size(); i++) {
            file(operation, (List<?>) asked.get(i), i < told.size() ? (List<?>) told.get(i) : List.of());
        }
    }

    private void file(Operation transaction, List<?> asked, List<?> told) {
        String kind = String.valueOf(asked.get(0));
        String key = String.valueOf(asked.get(1));
        boolean reads = kind.equals("r");
        byKey.computeIfAbsent(key, anew -> new ArrayList<>())
                .add(new Operation(
                        reads ? "read" : kind.equals("w") ? "write" : kind,
                        key,
                        reads ? null : asked.get(2),
                        reads && told.size() > 2 ? told.get(2) : null,
                        transaction.begin(),
                        transaction.end()));
    }

    /** Operations on each key, lock or queue, steps of transactions among them. */
    Map<String, List<Operation>> byKey() {
        return byKey;
    }

    /** Every operation, a transaction as one. */
    List<Operation> all() {
        return all;
    }

    /** The event from which on clients look at everything once more; beyond all events without that. */
    long finalReads() {
        return finalReads;
    }
}
