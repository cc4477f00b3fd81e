package io.faultline.checkers.totals;

import io.faultline.checkers.history.ClientEvents;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.OperationEvent;
import io.faultline.checkers.history.OperationType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All that clients asked for, in the order in which it was begun. */
final class Attempts {
    private final List<Attempt> all = new ArrayList<>();

    private Attempts() {}

    /** Those of this history, collected once. */
    static Attempts of(History history) {
        return history.view(Attempts.class, Attempts::collect);
    }

    private static Attempts collect(History history) {
        Attempts attempts = new Attempts();
        Map<Long, Integer> open = new HashMap<>();
        ClientEvents events = history.clientEvents();
        for (int p = 0; p < events.size(); p++) {
            OperationEvent told = events.event(p);
            if (told.type() == OperationType.INVOKE) {
                open.put(told.process(), attempts.all.size());
                attempts.all.add(new Attempt(told, null));
            } else if (open.containsKey(told.process())) {
                int place = open.remove(told.process());
                attempts.all.set(place, new Attempt(attempts.all.get(place).begin(), told));
            }
        }
        return attempts;
    }

    /** Those with one of these names. */
    List<Attempt> named(Set<String> names) {
        return all.stream().filter(attempt -> names.contains(attempt.f())).toList();
    }

    /** Those with one of these names, by the key they are done to, in the order in which keys first came up. */
    Map<Object, List<Attempt>> byKey(Set<String> names) {
        Map<Object, List<Attempt>> byKey = new LinkedHashMap<>();
        for (Attempt attempt : named(names)) {
            List<Attempt> those = byKey.get(attempt.key());
            if (those == null) {
                those = new ArrayList<>();
                byKey.put(attempt.key(), those);
            }
            those.add(attempt);
        }
        return byKey;
    }
}
