/**
 * Experiments of the literature, repeated on our own node.
 *
 * <p>{@link io.faultline.harness.experiment.ElectionTimeouts} is the door to the one there is: Figure 16 of the
 * extended Raft paper. What never happens here: judging; an experiment measures.
 */
package io.faultline.harness.experiment;
