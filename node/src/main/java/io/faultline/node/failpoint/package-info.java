/**
 * Failpoints: what a test may do to a node from within, and nobody may in earnest.
 *
 * <p>{@link io.faultline.node.failpoint.Failpoints} is the door. It is made only for a node that was started with
 * {@code FAULTLINE_FAILPOINTS=true}, hands out a disk, a clock and a hook to put in place of the plain ones, and takes
 * requests from any thread. All its state lives in the process and is gone after a restart.
 *
 * <p>What never happens here: a rule of Raft, a word to a peer. A node whose failpoints are on and not asked for
 * anything behaves like one without.
 */
package io.faultline.node.failpoint;
