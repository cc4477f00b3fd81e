/**
 * What follows from what transactions did and saw: which must stand before which, and what can't be at all.
 *
 * <p>{@link io.faultline.checkers.transactions.inference.ListAppends} infers from lists that are appended to, {@link
 * io.faultline.checkers.transactions.inference.Registers} from registers with unique values; both give an {@link
 * io.faultline.checkers.transactions.inference.Inferred}. Edges are explained again when somebody asks, instead of a reason
 * being stored with each. What never happens here: a guess at a version order that nobody saw.
 */
package io.faultline.checkers.transactions.inference;
