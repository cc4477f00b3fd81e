/**
 * The simulated ground: node cores, network, disks and clocks in one thread, under virtual time.
 *
 * <p>{@link io.faultline.harness.sim.SimulatedGround} is the door. Same commit and same seed give the same history,
 * byte for byte. What never happens here: wall clock, threads, sockets, files, unseeded randomness, iteration in
 * hash order.
 */
package io.faultline.harness.sim;
