/**
 * The checkers of log replication, one small class each.
 *
 * <p>The door is {@link io.faultline.checkers.replication.ReplicationCheckers}. Inside, all of them read one table that is
 * made once per history, {@code ReplicatedLogs}, and are told of its events on one {@code LogWalk} for all, which knows at each
 * event what every node's log, commit index and applied index are. A log is a list of reported batches, never a copy of them, so
 * that walking costs as much as the node's words, not as its log. Each class says which property of Raft it judges, with
 * the paper's section, and why it never accuses a correct node: where a history leaves a doubt, the doubt is the node's.
 */
package io.faultline.checkers.replication;
