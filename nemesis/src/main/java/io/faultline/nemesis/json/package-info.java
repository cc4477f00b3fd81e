/**
 * Faults, injections and schedules as JSON, and back.
 *
 * <p>{@link io.faultline.nemesis.json.ScheduleJson} reads and writes {@code schedule.json}, {@link
 * io.faultline.nemesis.json.FaultJson} the values inside the other files of a trial. The only package
 * here that knows Jackson, and the only one that touches files. Reading is strict: a field too many,
 * one too few, or a kind nobody knows is an error that says where it stands.
 */
package io.faultline.nemesis.json;
