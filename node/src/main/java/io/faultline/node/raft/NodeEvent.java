package io.faultline.node.raft;

/**
 * Something a node reports of itself; the driver adds node, incarnation and sequence number.
 *
 * @param clock instant of the node's own clock, ns
 * @param term the node's term when it reported
 * @param role the node's role when it reported
 * @param fact what happened
 */
public record NodeEvent(long clock, long term, Role role, Fact fact) {}
