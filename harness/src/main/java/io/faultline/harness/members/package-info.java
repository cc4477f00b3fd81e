/**
 * Changes of members as faults: from what the faults in force want to one step after the other, on every ground.
 *
 * <p>{@link io.faultline.harness.members.MemberSteps} is the door; the fault injector of a ground owns one. What never
 * happens here: a draw, or a look at anything but what nodes say.
 */
package io.faultline.harness.members;
