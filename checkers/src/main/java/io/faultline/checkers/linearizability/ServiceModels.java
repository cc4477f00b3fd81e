package io.faultline.checkers.linearizability;

import io.faultline.checkers.history.ClientEvents;
import io.faultline.checkers.history.History;
import io.faultline.checkers.linearizability.model.Models;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * By which models what clients asked of one service is judged, whatever of it they used: keys, queues and locks are three
 * name spaces.
 */
final class ServiceModels {
    /** For keys, the least of these that will do. */
    private static final List<String> OF_KEYS = List.of("register", "cas-register", "kv");

    private static final Set<String> OF_QUEUES = Set.of("enqueue", "dequeue");
    private static final Set<String> OF_LOCKS = Set.of("acquire", "release");

    private ServiceModels() {}

    /**
     * One for each name space in which something was asked.
     *
     * <p>None for keys where transactions touch some: to search all keys at once may take for ever.
     */
    static List<Model<?>> of(History history) {
        Set<String> asked = new HashSet<>();
        ClientEvents events = history.clientEvents();
        String last = null;
        for (int p = 0; p < events.size(); p++) {
            if (events.begins(p) && !events.f(p).equals(last)) {
                last = events.f(p);
                asked.add(last);
            }
        }
        List<Model<?>> models = new ArrayList<>();
        boolean queues = asked.removeAll(OF_QUEUES);
        boolean locks = asked.removeAll(OF_LOCKS);
        if (!asked.isEmpty() && !asked.contains("txn")) {
            models.add(least(asked));
        }
        if (queues) {
            models.add(named("fifo-queue"));
        }
        if (locks) {
            models.add(named("fenced-lock"));
        }
        return models;
    }

    private static Model<?> least(Set<String> asked) {
        for (String name : OF_KEYS) {
            Model<?> model = named(name);
            if (model.operations().containsAll(asked)) {
                return model;
            }
        }
        return named("kv");
    }

    private static Model<?> named(String name) {
        return Models.find(name).orElseThrow();
    }
}
