package io.faultline.checkers.linearizability;

import io.faultline.checkers.history.ClientEvents;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.OperationType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The calls of a history.
 *
 * @param all in the order of their invocations; positions are event indexes
 * @param failed how many certainly had no effect, and so are not among them
 * @param problems what can't be understood: with any of these nothing can be said about the history
 */
public record Calls(List<Call> all, long failed, List<String> problems) {

    /** What a cas that failed tells. */
    public enum FailedCas {
        /** Nothing: why it failed is not known. */
        DROPPED,
        /** That it found another value than the one it was to replace. */
        OBSERVED
    }

    public Calls {
        all = List.copyOf(all);
        problems = List.copyOf(problems);
    }

    /** These calls, which must stand in the order of their invocations, and nothing else. */
    public static Calls of(List<Call> calls) {
        return new Calls(calls, 0, List.of());
    }

    /**
     * The calls of this history, failed ones left out.
     *
     * <p>An invocation without an end is pending, also when its process goes on to another: the client gave it up.
     */
    public static Calls of(History history, FailedCas failedCas) {
        return new Collector(history.clientEvents(), failedCas).collect();
    }

    /** {@link #of(History, FailedCas)} with failed cas left out. */
    public static Calls of(History history) {
        return of(history, FailedCas.DROPPED);
    }

    /** Apart for each of these models, in their order: a call is of the first that knows it, one that none knows of the first. */
    Map<Model<?>, Calls> byModel(List<Model<?>> models) {
        if (models.size() == 1) {
            return Map.of(models.get(0), this);
        }
        Map<Model<?>, List<Call>> sorted = new LinkedHashMap<>();
        models.forEach(model -> sorted.put(model, new ArrayList<>()));
        for (Call call : all) {
            Model<?> first = models.get(0);
            for (Model<?> model : models) {
                if (model.operations().contains(call.f())) {
                    first = model;
                    break;
                }
            }
            sorted.get(first).add(call);
        }
        Map<Model<?>, Calls> apart = new LinkedHashMap<>();
        sorted.forEach((model, some) -> apart.put(model, new Calls(some, failed, problems)));
        return apart;
    }

    private static final class Collector {
        private final ClientEvents events;
        private final FailedCas failedCas;
        private final List<Call> calls;
        private final List<String> problems = new ArrayList<>();
        private long failed;

        Collector(ClientEvents events, FailedCas failedCas) {
            this.events = events;
            this.failedCas = failedCas;
            this.calls = new ArrayList<>(events.size() / 2);
        }

        Calls collect() {
            for (int p = 0; p < events.size(); p++) {
                if (events.begins(p)) {
                    add(p, events.end(p));
                } else if (events.begin(p) == ClientEvents.NONE) {
                    problems.add("process " + events.process(p) + " ended something that it never began (event "
                            + events.index(p) + ")");
                }
            }
            return new Calls(calls, failed, problems);
        }

        private void add(int begin, int end) {
            long process = events.process(begin);
            String f = events.f(begin);
            OperationType how = end == ClientEvents.NONE ? OperationType.INFO : events.type(end);
            if (how == OperationType.INFO) {
                calls.add(Call.pending(process, f, events.key(begin), events.value(begin), events.index(begin)));
                return;
            }
            boolean ok = how == OperationType.OK;
            failed += ok ? 0 : 1;
            if (ok || failedCas == FailedCas.OBSERVED && f.equals("cas")) {
                calls.add(new Call(
                        process,
                        f,
                        events.key(begin),
                        events.value(begin),
                        ok ? events.value(end) : null,
                        events.index(begin),
                        events.index(end),
                        ok ? Fate.OK : Fate.REFUSED));
            }
        }
    }
}
