/**
 * Fault tests in JUnit.
 *
 * <p>{@link io.faultline.harness.junit.FaultTest} is the door. A test takes a {@link
 * io.faultline.harness.junit.Trial}, generated from its seed, or a {@link
 * io.faultline.harness.junit.ScriptedCluster} and tells a story. Either way the checkers judge the history, and what
 * fails is kept in the store with a report and the command that replays it. What never happens here: anything that
 * belongs to one ground alone, or a verdict of our own.
 */
package io.faultline.harness.junit;
