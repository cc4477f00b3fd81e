package io.faultline.checkers.linearizability.search;

import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Epoch;
import io.faultline.checkers.linearizability.Model;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The calls on one thing by number, in the order of their invocations, and what is open at each return.
 *
 * <p>A search goes from return to return; the {@code n}-th is called layer {@code n}. A call is open from its invocation to its
 * return, one that does not return for ever. Each call has a bit that no other open one has; bits of calls that return come first and
 * are used again, so that few are needed.
 */
final class Course {
    private final List<Call> calls;
    private final List<Call> kinds = new ArrayList<>();
    private final boolean[] readKinds;
    private final int[] kindOf;
    private final int[] bitOf;
    private final boolean[] returns;
    private final int[] returning;
    private final int[] invokedUntil;
    private final int[] openBefore;
    private final int[] returnLayer;
    private final Precedence precedence;
    private final int bits;
    private final int returningBits;

    /** The course of the calls a question is about, without those that nobody can have seen anything of. */
    Course(Question<?> question) {
        Model<?> model = question.model();
        List<Call> all = needed(question);
        this.returning = returns(question, all);
        int invoked = returning.length == 0
                ? 0
                : countInvoked(all, all.get(returning[returning.length - 1]).end());
        // Nobody sees what is invoked after the last return.
        this.calls = all.subList(0, invoked);
        this.returns = new boolean[invoked];
        for (int call : returning) {
            returns[call] = true;
        }
        this.kindOf = new int[invoked];
        findKinds(model);
        this.readKinds = new boolean[kinds.size()];
        for (int kind = 0; kind < readKinds.length; kind++) {
            readKinds[kind] = model.isRead(kinds.get(kind));
        }
        this.invokedUntil = new int[returning.length + 1];
        countInvocations();
        this.bitOf = new int[invoked];
        this.returningBits = giveBits();
        this.bits = givePendingBits();
        this.openBefore = new int[invoked];
        this.returnLayer = new int[invoked];
        findPlaces();
        this.precedence = Precedence.of(this, epochs(question));
    }

    /** A read that does not return tells nobody anything; neither does what the model calls idle. */
    private static List<Call> needed(Question<?> question) {
        BitSet idle = question.foresight() ? question.model().idle(question.calls(), question.horizon()) : new BitSet();
        List<Call> needed = new ArrayList<>();
        for (int i = 0; i < question.calls().size(); i++) {
            Call call = question.calls().get(i);
            boolean read = !question.returns(call) && question.model().isRead(call);
            if (!read && !idle.get(i)) {
                needed.add(call);
            }
        }
        return needed;
    }

    private <S> List<Epoch> epochs(Question<S> question) {
        return question.foresight()
                ? question.model().epochs(question.initial(), calls, question.horizon())
                : List.of();
    }

    /** The calls that return, in the order of their returns. */
    private static int[] returns(Question<?> question, List<Call> all) {
        List<Integer> ended = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (question.returns(all.get(i))) {
                ended.add(i);
            }
        }
        ended.sort(Comparator.comparingLong(call -> all.get(call).end()));
        return ended.stream().mapToInt(Integer::intValue).toArray();
    }

    /** How many were invoked no later than that; at equal positions an invocation comes before a return. */
    private static int countInvoked(List<Call> all, long end) {
        int count = 0;
        while (count < all.size() && all.get(count).invoke() <= end) {
            count++;
        }
        return count;
    }

    private record Kind(String f, Object key, Object argument, Object result, Object fate, Object actor) {}

    private void findKinds(Model<?> model) {
        Map<Kind, Integer> numbers = new HashMap<>();
        for (int i = 0; i < kindOf.length; i++) {
            Call call = calls.get(i);
            Kind kind = new Kind(call.f(), call.key(), call.argument(), call.result(), call.fate(), model.actor(call));
            Integer number = numbers.putIfAbsent(kind, kinds.size());
            if (number == null) {
                number = kinds.size();
                kinds.add(call);
            }
            kindOf[i] = number;
        }
    }

    private void countInvocations() {
        int count = 0;
        for (int layer = 0; layer < returning.length; layer++) {
            long end = calls.get(returning[layer]).end();
            while (count < calls.size() && calls.get(count).invoke() <= end) {
                count++;
            }
            invokedUntil[layer] = count;
        }
        invokedUntil[returning.length] = count;
    }

    /** Gives each returning call the least bit that is free, and says how many there are. */
    private int giveBits() {
        BitSet free = new BitSet();
        int used = 0;
        int call = 0;
        for (int layer = 0; layer < returning.length; layer++) {
            for (; call < invokedUntil[layer]; call++) {
                if (returns[call]) {
                    int bit = free.nextSetBit(0);
                    bitOf[call] = bit < 0 ? used++ : bit;
                    free.clear(bitOf[call]);
                }
            }
            free.set(bitOf[returning[layer]]);
        }
        return used;
    }

    private int givePendingBits() {
        int used = returningBits;
        for (int call = 0; call < bitOf.length; call++) {
            if (!returns[call]) {
                bitOf[call] = used++;
            }
        }
        return used;
    }

    /** For each call the open one that returns last before it, at the time it is invoked; those that do not return come last. */
    private void findPlaces() {
        int[] pending = pending();
        int[] rank = ranks(pending);
        Ranks open = new Ranks();
        Ranks openForEver = new Ranks();
        Arrays.fill(returnLayer, returning.length);
        int call = 0;
        for (int layer = 0; layer < returning.length; layer++) {
            returnLayer[returning[layer]] = layer;
            for (; call < invokedUntil[layer]; call++) {
                int before = (returns[call] ? open : openForEver).add(rank[call]);
                if (before == Ranks.NONE && !returns[call]) {
                    before = open.greatest();
                }
                openBefore[call] = before == Ranks.NONE
                        ? calls.size()
                        : before < returning.length ? returning[before] : pending[before - returning.length];
            }
            open.remove(layer);
        }
    }

    /** The calls that do not return, in the order of their ends as far as they have any. */
    private int[] pending() {
        List<Integer> pending = new ArrayList<>();
        for (int call = 0; call < calls.size(); call++) {
            if (!returns[call]) {
                pending.add(call);
            }
        }
        pending.sort(Comparator.comparingLong(call -> calls.get(call).end()));
        return pending.stream().mapToInt(Integer::intValue).toArray();
    }

    /** For each call its number in the order of returns. */
    private int[] ranks(int[] pending) {
        int[] rank = new int[calls.size()];
        for (int layer = 0; layer < returning.length; layer++) {
            rank[returning[layer]] = layer;
        }
        for (int i = 0; i < pending.length; i++) {
            rank[pending[i]] = returning.length + i;
        }
        return rank;
    }

    /** How many calls there are. */
    int size() {
        return calls.size();
    }

    /** How many of them return. */
    int layers() {
        return returning.length;
    }

    Call call(int call) {
        return calls.get(call);
    }

    /** One call of each kind; calls of one kind are the same to the model. */
    List<Call> kinds() {
        return kinds;
    }

    int kindOf(int call) {
        return kindOf[call];
    }

    /** Whether calls of the kind of this one never change a state. */
    boolean isRead(int call) {
        return readKinds[kindOf[call]];
    }

    int bitOf(int call) {
        return bitOf[call];
    }

    /** Whether it returns; one that does not may be done at any time or never. */
    boolean returns(int call) {
        return returns[call];
    }

    /** The call that returns at this layer. */
    int returning(int layer) {
        return returning[layer];
    }

    /** The calls below this number were invoked before that layer's return, the others after it. */
    int invokedUntil(int layer) {
        return invokedUntil[layer];
    }

    /** The call behind which this one stands among the open ones, in the order of their returns; {@link #size} for none. */
    int openBefore(int call) {
        return openBefore[call];
    }

    /** The calls that must be done before that one, of those that are open at some time at which it is. */
    int[] before(int call) {
        return precedence.before(call);
    }

    /** Whether it is known beforehand that no order keeps to real time and to the model. */
    boolean isContradictory() {
        return precedence.isContradictory();
    }

    /** The layer at which it returns; {@link #layers} if it does not. */
    int returnLayer(int call) {
        return returnLayer[call];
    }

    /** How many words of 64 bits hold a set of open calls. */
    int words() {
        return Math.max(1, (bits + Long.SIZE - 1) / Long.SIZE);
    }

    /** The bits of calls that return, as a set of open calls. */
    long[] returningBits() {
        long[] set = new long[words()];
        Arrays.fill(set, 0, returningBits / Long.SIZE, -1L);
        if (returningBits % Long.SIZE != 0) {
            set[returningBits / Long.SIZE] = (1L << returningBits) - 1;
        }
        return set;
    }

    /** About how many bytes all this takes. */
    long bytes() {
        return 48L * calls.size() + 64L * kinds.size();
    }
}
