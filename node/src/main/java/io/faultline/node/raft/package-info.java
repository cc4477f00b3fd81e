/**
 * The pure Raft core: an input goes in, effects come out, and nothing else happens.
 *
 * <p>{@link io.faultline.node.raft.RaftNode} is the door. Whoever drives it (the process shell, the
 * simulator, a test) tells it what happened and at which instant of the node's own clock, and then
 * carries out the {@link io.faultline.node.raft.Effects} in the order they document. Every sentence of
 * the paper's Figure 2 that a bug could break is one method of
 * {@link io.faultline.node.raft.RaftRules}.
 *
 * <p>What never happens here: I/O, threads, reading a clock, unseeded randomness.
 */
package io.faultline.node.raft;
