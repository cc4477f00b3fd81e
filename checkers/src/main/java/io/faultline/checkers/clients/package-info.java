/**
 * Checkers of what clients saw: necessary conditions of linearizability and of exactly-once, each near-linear in the history.
 *
 * <p>{@link io.faultline.checkers.clients.ClientCheckers} is the door. All are sound: what they accuse no linearizable service
 * can have answered, whatever became of operations whose end nobody knows. None is complete; the search for a linearization
 * is another package's. What never happens here: a guess at an operation without an end, a look at what nodes say.
 */
package io.faultline.checkers.clients;
