/**
 * The node as a process: the core, its disk and its network, put together and started from environment variables.
 *
 * <p>{@link io.faultline.node.process.NodeMain} is the door for a command line, and the only one. One thread, that of
 * {@link io.faultline.node.process.NodeLoop}, owns the core, the write-ahead log, the event log and the meter. All
 * other threads only put inputs into its bounded inbox or read the last status it published.
 *
 * <p>Failpoints are put in place of the plain disk and clock where the node is put together, in
 * {@link io.faultline.node.process.NodeProcess}, and nowhere else; without them there is no path to them either.
 *
 * <p>What never happens here: a rule of Raft, a wait of the loop for anybody but the disk and standard output.
 */
package io.faultline.node.process;
