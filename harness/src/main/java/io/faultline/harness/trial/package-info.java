/**
 * One trial from seed to verdict: the straight line, written once for every ground.
 *
 * <p>{@link io.faultline.harness.trial.TrialRunner} is the door: scenario and seed go in, a
 * {@link io.faultline.harness.trial.TrialResult} comes out. What never happens here: printing, writing files, or
 * anything that belongs to one ground alone.
 */
package io.faultline.harness.trial;
