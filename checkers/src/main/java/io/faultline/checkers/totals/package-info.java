/**
 * Checkers that look at a history as a whole, as users of Jepsen know them: what went in against what came out, sums against
 * their bounds, one read against another.
 *
 * <p>{@link io.faultline.checkers.totals.Totals} is the door: it has them by name. They know what operations are called and no
 * more; an operation of another name is none of theirs. What never happens here: a history in which nobody looked that is called
 * valid.
 */
package io.faultline.checkers.totals;
