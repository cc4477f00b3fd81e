package io.faultline.checkers.linearizability.model;

import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Epoch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The epochs of a FIFO queue: each element that is put in once stands at the front once, and elements come to the front in the
 * order in which they were put in.
 */
final class QueueEpochs {
    private static final class Element {
        private int enqueue;
        private int enqueues;
        private long first = Call.NEVER;
        private long last = Long.MIN_VALUE;
    }

    private QueueEpochs() {}

    /**
     * The epochs of these calls on a queue that held these elements at first.
     *
     * <p>Who nobody is known to have got stands behind all others, unless a dequeue that does not return may have taken it.
     */
    static List<Epoch> of(List<Object> start, List<Call> calls, long horizon) {
        Map<Object, Element> elements = new LinkedHashMap<>();
        boolean taken = false;
        for (int i = 0; i < calls.size(); i++) {
            Call call = calls.get(i);
            boolean returns = call.end() <= horizon;
            if (call.is("enqueue")) {
                Element element = elements.computeIfAbsent(call.argument(), anew -> new Element());
                element.enqueue = i;
                element.enqueues++;
            } else if (returns && call.result() != null) {
                Element element = elements.computeIfAbsent(call.result(), anew -> new Element());
                element.first = Math.min(element.first, call.end());
                element.last = Math.max(element.last, call.invoke());
            } else {
                taken |= !returns;
            }
        }
        List<Epoch> epochs = new ArrayList<>();
        for (Map.Entry<Object, Element> one : elements.entrySet()) {
            Element element = one.getValue();
            boolean got = element.first != Call.NEVER;
            if (element.enqueues == 1 && !start.contains(one.getKey()) && (got || !taken)) {
                epochs.add(Epoch.single(element.enqueue, element.first, got ? element.last : Call.NEVER));
            }
        }
        return epochs;
    }
}
