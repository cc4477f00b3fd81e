package io.faultline.checkers.linearizability;

import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a service promises, as a machine that does one thing after another.
 *
 * <p>A model is a value: stateless, safe to use from any thread, the same answer for the same question. States are immutable,
 * never null, and compared by {@code equals}; the search keeps them in tables, so {@code hashCode} should be cheap.
 *
 * @param <S> a state
 */
public interface Model<S> {

    /** Short name, {@code kebab-case}. */
    String name();

    /** The operations it knows, by {@link Call#f}; a history with others is not judged by this model. */
    Set<String> operations();

    /** The state before the first call. */
    S initial();

    /**
     * The state after this call, or null if it can't happen in that state.
     *
     * <p>A call that is pending has no result and contradicts no state by it; where it could only fail, null is right, as
     * it may as well never happen. Never asked about a call it {@link #objection objects} to.
     */
    S step(S state, Call call);

    /**
     * What this call is done to; calls on different things are checked apart, each thing beginning in the initial state. By
     * default its key. A model of several keys at once gives the same for all.
     */
    default Object part(Call call) {
        return call.key();
    }

    /** Whether this call never changes a state, whichever it is done in. The search goes much faster if it knows. */
    default boolean isRead(Call call) {
        return call.is("read");
    }

    /**
     * Who this call acts for, when {@link #step} asks for that. To the search, calls that agree in {@link Call#f}, key,
     * argument, result and fate are one and the same unless this tells them apart; a step must not look at their time.
     */
    default Object actor(Call call) {
        return null;
    }

    /** Why this call makes no sense to this model; empty when it does. */
    default Optional<String> objection(Call call) {
        return operations().contains(call.f())
                ? Optional.empty()
                : Optional.of("the model " + name() + " knows no operation '" + call.f() + "'");
    }

    /**
     * This model with its states packed into numbers, if it can do that for these calls; it must then allow the same.
     *
     * @param initial the state to begin with
     * @param calls one call of each kind that there is
     */
    default Optional<Packed<S>> packed(S initial, List<Call> calls) {
        return Optional.empty();
    }

    /**
     * Epochs that these calls begin, as many as the model can tell; the search goes faster the more there are. None by
     * default. What is told must hold in every linearization.
     *
     * @param initial the state to begin with
     * @param calls in the order of their invocations
     * @param horizon of what returns later than this it is not known whether it happened
     */
    default List<Epoch> epochs(S initial, List<Call> calls, long horizon) {
        return List.of();
    }

    /**
     * Which of the calls that do not return can be left out, as that can't make linearizable calls unlinearizable: nobody needs
     * to have seen what they did. None by default.
     *
     * @param calls in the order of their invocations
     * @param horizon a call returns if it ends no later than this
     * @return their places
     */
    default BitSet idle(List<Call> calls, long horizon) {
        return new BitSet();
    }

    /** The initial state as a history would tell it (a register's value, a queue's list); null when nothing is there. */
    default Object origin() {
        return null;
    }

    /** A state in few words, for people. */
    default String show(S state) {
        return Objects.toString(state);
    }

    /** As much of a state as matters to that call, in few words. */
    default String show(S state, Call call) {
        return show(state);
    }

    /** About how many bytes a state takes, for the memory budget. */
    default long bytes(S state) {
        return 64;
    }
}
