package io.faultline.checkers.totals;

import io.faultline.checkers.history.ClientEvents;
import io.faultline.checkers.history.History;
import java.util.ArrayList;
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
        ClientEvents events = history.clientEvents();
        for (int p = 0; p < events.size(); p++) {
            if (events.begins(p)) {
                int end = events.end(p);
                attempts.all.add(new Attempt(events.event(p), end == ClientEvents.NONE ? null : events.event(end)));
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
