/**
 * Checkers of transactions: what each must stand before, the circles in that, their names, and which promises they break.
 *
 * <p>{@link io.faultline.checkers.transactions.Transactions} is the door. A history becomes integers ({@code log}), from them
 * follow dependencies ({@code inference}), in their graph cycles are found ({@code graph}), which have names and break models
 * ({@code consistency}); levels that are about less than cycles of all are decided by algorithms of their own ({@code weak}). A
 * {@link io.faultline.checkers.transactions.Proof} says in sentences why something can't be. What never happens here: a verdict
 * that is green because nothing could be inferred.
 */
package io.faultline.checkers.transactions;
