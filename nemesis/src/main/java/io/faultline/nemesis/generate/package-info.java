/**
 * Making schedules from seeds.
 *
 * <p>{@link io.faultline.nemesis.generate.ScheduleGenerator} is the door. Each class of faults draws
 * from a stream of its own and the rhythm of storms and calms from another, so that adding a class
 * to a profile leaves every fault of the others where it was. Nothing here reads a clock, starts a
 * thread or touches a file.
 */
package io.faultline.nemesis.generate;
