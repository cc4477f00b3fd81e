/**
 * What can go wrong with transactions, and which promises that breaks.
 *
 * <p>{@link io.faultline.checkers.transactions.consistency.Anomaly} has the names of the literature, {@link
 * io.faultline.checkers.transactions.consistency.Consistency} the models and what follows from what, as data in that one file.
 * Nothing here looks at a history.
 */
package io.faultline.checkers.transactions.consistency;
