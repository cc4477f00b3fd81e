/**
 * The tester of the Raft lab, as words for a story: agreement, counts of who applied what, its unreliable network.
 *
 * <p>{@link io.faultline.harness.junit.lab.Lab} is the door; it goes by what nodes report of their logs, so that it is the
 * same on every ground. What never happens here: anything a test could not do itself with a {@link
 * io.faultline.harness.junit.ScriptedCluster}.
 */
package io.faultline.harness.junit.lab;
