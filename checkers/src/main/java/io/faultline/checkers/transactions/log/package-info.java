/**
 * The transactions of a history as integers: {@link io.faultline.checkers.transactions.log.TransactionLog} is the door.
 *
 * <p>Transactions, steps and keys have numbers; what they hold is asked for by number. What can't be understood is told and
 * never guessed at. Nothing is inferred here.
 */
package io.faultline.checkers.transactions.log;
