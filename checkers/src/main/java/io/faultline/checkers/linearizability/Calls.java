package io.faultline.checkers.linearizability;

import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.OperationEvent;
import io.faultline.checkers.history.OperationType;
import java.util.ArrayList;
import java.util.HashMap;
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
        return new Collector(failedCas).collect(history);
    }

    /** {@link #of(History, FailedCas)} with failed cas left out. */
    public static Calls of(History history) {
        return of(history, FailedCas.DROPPED);
    }

    /** Apart for each of these models, in their order: a call is of the first that knows it, one that none knows of the first. */
    Map<Model<?>, Calls> byModel(List<Model<?>> models) {
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
        private final FailedCas failedCas;
        private final List<Call> calls = new ArrayList<>();
        private final Map<Long, Integer> open = new HashMap<>();
        private final List<String> problems = new ArrayList<>();
        private long failed;

        Collector(FailedCas failedCas) {
            this.failedCas = failedCas;
        }

        Calls collect(History history) {
            for (Event event : history.otherEvents()) {
                if (event instanceof OperationEvent told) {
                    add(told);
                }
            }
            calls.removeIf(call -> call == null);
            return new Calls(calls, failed, problems);
        }

        private void add(OperationEvent told) {
            if (told.type() == OperationType.INVOKE) {
                open.put(told.process(), calls.size());
                calls.add(Call.pending(told.process(), told.f(), told.key(), told.value(), told.index()));
                return;
            }
            Integer place = open.remove(told.process());
            if (place == null) {
                problems.add("process " + told.process() + " ended something that it never began (event " + told.index()
                        + ")");
            } else if (told.type() != OperationType.INFO) {
                calls.set(place, ended(calls.get(place), told));
            }
        }

        /** The call with its end, null when it had no effect and saw nothing. */
        private Call ended(Call begun, OperationEvent told) {
            if (told.type() == OperationType.OK) {
                return ended(begun, told.value(), told.index(), Fate.OK);
            }
            failed++;
            return begun.is("cas") && failedCas == FailedCas.OBSERVED
                    ? ended(begun, null, told.index(), Fate.REFUSED)
                    : null;
        }

        private static Call ended(Call begun, Object result, long end, Fate fate) {
            return new Call(
                    begun.process(), begun.f(), begun.key(), begun.argument(), result, begun.invoke(), end, fate);
        }
    }
}
