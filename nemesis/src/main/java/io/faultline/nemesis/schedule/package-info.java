/**
 * The timed list of faults of one trial, as a value, and the seeds everything is drawn from.
 *
 * <p>A {@link io.faultline.nemesis.schedule.Schedule} is complete: whoever plays it draws nothing
 * any more. Nothing here reads a clock, starts a thread or touches a file.
 */
package io.faultline.nemesis.schedule;
