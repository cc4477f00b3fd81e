package io.faultline.checkers.linearizability.monitor;

import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Decision;
import io.faultline.checkers.linearizability.Monitor;
import java.util.List;
import java.util.Set;

/**
 * A sum to which nothing negative is added. O(n log n), and where amounts differ the work of a bounded search.
 *
 * <p>What reads saw never falls, so sums that were seen are <em>levels</em> in a known order, and each add belongs to one slot
 * between two of them: after the levels of all reads that ended before it began, before those of all that began after it
 * ended. The adds of a slot must come to the difference of its levels; after the last level all may be. If all amounts are
 * the same, slots are filled one after another with those that must be placed soonest, and that fails only if no other way
 * works. If they differ, this looks for a sum among those that can be placed, soonest first: an order that is found is one;
 * if none is found this declines, unless what must have been added, or all that can have been, contradicts a level.
 */
final class CounterMonitor implements Monitor {
    private final boolean key;

    /** @param key whether it is a key of a map, where nothing is there before the first add; elsewhere that is 0 */
    CounterMonitor(boolean key) {
        this.key = key;
    }

    @Override
    public String name() {
        return key ? "key-sums" : "counter-sums";
    }

    @Override
    public Set<String> models() {
        return Set.of(key ? "kv" : "counter");
    }

    @Override
    public Decision decide(List<Call> calls, Object initial) {
        CounterCalls counter = new CounterCalls(Proof.array(calls), key);
        Decision early = counter.sort(initial);
        if (early != null) {
            return early;
        }
        Slots slots = new Slots(counter);
        Decision broken = slots.contradiction();
        return broken != null ? broken : slots.fill();
    }
}
