/**
 * Checkers of what clients saw: necessary conditions of linearizability and of exactly-once, each near-linear in the history.
 *
 * <p>{@link io.faultline.checkers.clients.ClientCheckers} is the door. Inside, operations are sorted by the key, queue or lock
 * they are done to ({@code Operations}, {@code Thing}), what each kind of thing can't have answered is looked for once
 * ({@code Contradictions}), and each checker picks what breaks its promise. All are sound: what they accuse no linearizable
 * service can have answered, whatever became of operations whose end nobody knows. None is complete; whether there
 * is a linearization is asked in {@code linearizability}. {@code Availability} and {@code Progress} measure; only the latter looks at the
 * cluster, for when a majority was left alone. What never happens here: a guess at an operation without an end, a verdict
 * that is green because nobody looked.
 */
package io.faultline.checkers.clients;
