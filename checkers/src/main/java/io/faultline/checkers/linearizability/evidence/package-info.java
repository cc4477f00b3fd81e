/**
 * What people read when calls are not linearizable: few calls, what lies before them, how far one gets, and why no further.
 *
 * <p>{@link io.faultline.checkers.linearizability.evidence.Counterexamples} is the door and {@link
 * io.faultline.checkers.linearizability.evidence.Counterexample} what comes out of it, with a text of its own. What never
 * happens here: a call left out that the contradiction needs, a picture that begins in the middle without saying so.
 */
package io.faultline.checkers.linearizability.evidence;
