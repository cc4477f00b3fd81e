package io.faultline.checkers.linearizability;

/**
 * A model whose states are whole numbers, for calls that are known beforehand.
 *
 * <p>Worth it where there are many states and each takes long to make: the search then makes none. States are not negative, and
 * equal just if their numbers are.
 *
 * @param <S> a state
 */
public interface Packed<S> {
    /** What a step gives that can't be. */
    int ILLEGAL = -1;

    /** The state before the first call. */
    int initial();

    /** The state after the call with that place among those known, or {@link #ILLEGAL}. */
    int step(int state, int call);

    /** The state with that number. */
    S unpack(int state);
}
