/**
 * Checkers and what they say: a {@link io.faultline.checkers.Checker} turns a history into a {@link
 * io.faultline.checkers.Verdict}.
 *
 * <p>{@link io.faultline.checkers.Checkers} is the door: it lists the checkers and runs them. The history model is in
 * {@code history}, the checkers of leader election are in {@code election}, those of log replication in {@code
 * replication}, those of clients in {@code clients} and {@code linearizability}. Everything is a pure function of a history: no clock, no thread, no socket, no chance.
 */
package io.faultline.checkers;
