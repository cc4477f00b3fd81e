package io.faultline.checkers.linearizability.evidence;

import io.faultline.checkers.Validity;
import io.faultline.checkers.linearizability.Budget;
import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Model;
import io.faultline.checkers.linearizability.search.Memory;
import io.faultline.checkers.linearizability.search.Question;
import io.faultline.checkers.linearizability.search.Search;
import io.faultline.checkers.linearizability.search.SearchResult;
import io.faultline.checkers.linearizability.search.Window;
import io.faultline.checkers.linearizability.search.Window.Start;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds few calls of a window that contradict each other whatever became of the others.
 *
 * <p>A read is left out; any other call is let go: it may then take effect at any time after its invocation, or never. Where
 * that is not enough to make the window linearizable, the call has no part in the contradiction. To leave a write out altogether
 * would prove nothing, as the read of its value is then absurd by itself. Halves are tried first, then quarters, and so on
 * (A. Zeller, "Yesterday, my program worked", 1999).
 */
final class Shrinker<S> {
    /** A search that needs more than this to say no is no help to a person either. */
    private static final long BYTES_PER_SEARCH = 4L << 20;

    /** With more calls than this in a window, so many searches would take too long. */
    private static final int CALLS_MOST = 2_000;

    /** After so many configurations in all searches together what is left is good enough. */
    private static final long CONFIGURATIONS_MOST = 500_000;

    private final Model<S> model;
    private final Window<S> window;
    private final Budget budget;
    private final Memory memory;
    private final Set<Call> letGo = new HashSet<>();
    private final List<Call> kept = new ArrayList<>();
    private long looked;
    private boolean smallest;

    Shrinker(Model<S> model, Window<S> window, Budget budget, Memory memory) {
        this.model = model;
        this.window = window;
        this.budget = budget;
        this.memory = new Memory(Math.min(BYTES_PER_SEARCH, memory.limit()));
        TreeSet<Call> all = new TreeSet<>(Comparator.comparingLong(Call::invoke)
                .thenComparingLong(Call::end)
                .thenComparingLong(Call::process));
        window.starts().forEach(start -> all.addAll(start.calls()));
        for (Call call : all) {
            (call.isPending() ? letGo : kept).add(call);
        }
    }

    /** The call as one of which nobody knows what became. */
    private static Call weakened(Call call) {
        return Call.pending(call.process(), call.f(), call.key(), call.argument(), call.invoke());
    }

    /** Lets go of as many calls as can be, as long as the budget lasts. */
    void shrink() {
        if (kept.size() > CALLS_MOST) {
            return;
        }
        for (int size = kept.size() / 2; size >= 1; size /= 2) {
            for (int from = 0; from < kept.size() && !isOver(); ) {
                List<Call> some = List.copyOf(kept.subList(from, Math.min(from + size, kept.size())));
                if (!letGo(some)) {
                    from += size;
                }
            }
        }
        smallest = !isOver();
    }

    private boolean isOver() {
        return looked > CONFIGURATIONS_MOST || budget.isOver();
    }

    private boolean letGo(List<Call> some) {
        if (some.size() == kept.size()) {
            return false;
        }
        letGo.addAll(some);
        for (Start<S> start : window.starts()) {
            if (search(start).validity() != Validity.INVALID) {
                some.forEach(letGo::remove);
                return false;
            }
        }
        kept.removeAll(new LinkedHashSet<>(some));
        return true;
    }

    private SearchResult search(Start<S> start) {
        SearchResult result = Search.run(question(start), budget, memory);
        looked += result.cost().configurations();
        return result;
    }

    /** What comes of the calls that are kept, and of what was let go of, from there, by themselves. */
    SearchResult explain(Start<S> start) {
        return Search.run(question(start).withForesight(false), budget, memory);
    }

    private Question<S> question(Start<S> start) {
        List<Call> calls = new ArrayList<>();
        for (Call call : start.calls()) {
            if (!letGo.contains(call)) {
                calls.add(call);
            } else if (!model.isRead(call)) {
                calls.add(weakened(call));
            }
        }
        return window.question(model, start, calls);
    }

    /** What contradicts itself, in the order of invocations. */
    List<Call> kept() {
        return kept;
    }

    /** How many calls were let go of, or are pending anyway. */
    long leftOut() {
        return letGo.size();
    }

    /** Whether each of the calls that are kept is needed. */
    boolean isSmallest() {
        return smallest;
    }
}
