/**
 * Mutants and controls: the standard node with one named difference, to measure what the checkers find.
 *
 * <p>{@link io.faultline.node.mutants.Variants} is the door. Each variant is a file of its own that changes one
 * rule of {@link io.faultline.node.raft.RaftRules}; nothing else in the node knows that variants exist.
 */
package io.faultline.node.mutants;
