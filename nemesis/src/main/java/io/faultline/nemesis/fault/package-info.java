/**
 * The vocabulary of faults, as values.
 *
 * <p>A {@link io.faultline.nemesis.fault.Fault} is what a schedule says ("cut the leader off"), an
 * {@link io.faultline.nemesis.fault.Injection} what it meant at the moment of acting ("cut n3→n1,
 * n1→n3, …"). {@link io.faultline.nemesis.fault.FaultKind} is the one registry: a new fault is one
 * record here and one line there. Everything is immutable, ordered and free of clocks, threads,
 * files and randomness: whatever chance a fault needs was drawn when the schedule was made.
 */
package io.faultline.nemesis.fault;
