/**
 * Linearizability: whether the calls of a history can be put into one order, true to real time, that a model allows.
 *
 * <p>{@link io.faultline.checkers.linearizability.Linearizability} is the door. It splits a history's {@link
 * io.faultline.checkers.linearizability.Calls} into what they are done to, lets a {@link
 * io.faultline.checkers.linearizability.Monitor} decide each part where one can, and searches where none can. Models live in
 * {@code model}, monitors in {@code monitor}, the search in {@code search}, what people read of a contradiction in {@code
 * evidence}. What never happens here: a budget that is passed over, a part that is green because nobody looked, a thread or
 * a clock that the caller did not give.
 */
package io.faultline.checkers.linearizability;
