/**
 * Playing a schedule against a cluster.
 *
 * <p>{@link io.faultline.nemesis.play.Nemesis} is the door: it acts at the times of a schedule on a
 * {@link io.faultline.nemesis.play.Timeline}, through a {@link
 * io.faultline.nemesis.play.FaultInjector} that each ground brings along, and tells a {@link
 * io.faultline.nemesis.play.FaultLog}. Everything here runs as tasks of the one timeline and needs
 * no lock; nothing blocks.
 */
package io.faultline.nemesis.play;
