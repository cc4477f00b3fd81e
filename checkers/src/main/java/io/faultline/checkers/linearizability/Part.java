package io.faultline.checkers.linearizability;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The calls on one thing, in the order of their invocations; pending reads, which nobody can have seen, are left out.
 *
 * @param thing as {@link Model#part} names it
 * @param returned how many of them returned
 */
record Part(Object thing, List<Call> calls, long returned) {

    /** The calls by what they are done to, in the order in which things were first called. */
    static List<Part> split(Model<?> model, List<Call> calls) {
        Map<Object, List<Call>> things = new LinkedHashMap<>();
        for (Call call : calls) {
            if (!call.isPending() || !model.isRead(call)) {
                things.computeIfAbsent(model.part(call), anew -> new ArrayList<>())
                        .add(call);
            }
        }
        List<Part> parts = new ArrayList<>(things.size());
        things.forEach((thing, some) -> parts.add(new Part(
                thing, some, some.stream().filter(call -> !call.isPending()).count())));
        return parts;
    }
}
