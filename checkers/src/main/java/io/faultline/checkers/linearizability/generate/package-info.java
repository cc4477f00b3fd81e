/**
 * Makes calls whose verdict is known, to measure and to try checkers with.
 *
 * <p>{@link io.faultline.checkers.linearizability.generate.Generator} makes them from a {@link
 * io.faultline.checkers.linearizability.generate.Recipe} and a seed, {@link
 * io.faultline.checkers.linearizability.generate.HardCases} those that are made to be hard, {@link
 * io.faultline.checkers.linearizability.generate.Violations} what breaks them at their end. What never happens here: a call
 * that a checker had a hand in, two results for one seed.
 */
package io.faultline.checkers.linearizability.generate;
