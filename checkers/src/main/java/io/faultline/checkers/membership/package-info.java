/**
 * Which configuration was in force where, as the nodes of a history said: what every checker that counts a majority asks.
 *
 * <p>{@link io.faultline.checkers.membership.Memberships} is the door. What never happens here: a verdict. Where nodes never
 * said that members changed, there is one configuration, of all who were ever named as members.
 */
package io.faultline.checkers.membership;
