/**
 * Counts what a node sends, to see that it keeps the pace the protocol allows.
 *
 * <p>{@link io.faultline.node.meter.RpcMeter} is the door. Whoever carries out the effects of a node (the process
 * shell, the simulator) shows it each message that leaves. What never happens here: I/O, threads, reading a clock,
 * and, for a node that behaves, allocation.
 */
package io.faultline.node.meter;
