/**
 * The checkers of leader election, one small class each.
 *
 * <p>The door is {@link io.faultline.checkers.election.ElectionCheckers}, which also tells others when a majority was left
 * alone. Inside, all of them read the same two tables,
 * which are made once per history: {@code Trace}, the node events as columns, and {@code ConditionTimeline}, who could
 * talk to whom from when to when. Each class says which rule of Raft it judges, with the paper's section, and why it
 * never accuses a correct node: where a history leaves a doubt, the doubt is the node's.
 */
package io.faultline.checkers.election;
