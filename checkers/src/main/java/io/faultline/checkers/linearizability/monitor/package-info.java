/**
 * Fast monitors: deciders for calls that meet a condition, mostly that no value is written twice, in near-linear time.
 *
 * <p>{@link io.faultline.checkers.linearizability.monitor.Monitors} is the door: it lists them in the order to try. Each is a
 * file that says its condition, the theorem it rests on, and why; what several share (times as places, zones, stages,
 * stays of elements) stands beside them. All work on arrays of whole numbers and make objects only for a proof. A monitor
 * says linearizable only if an order exists, not linearizable only if none does, whatever became of pending calls; where its
 * condition does not hold it declines, and the general search decides. What never happens here: a guess, a clock, a thread,
 * a step whose order a hash decides.
 */
package io.faultline.checkers.linearizability.monitor;
