package io.faultline.checkers.history;

/**
 * The time bounds a node was started with, all in nanoseconds.
 *
 * @param electionTimeoutMin least election timeout, inclusive
 * @param electionTimeoutMax greatest election timeout, exclusive
 * @param heartbeat between two rounds of heartbeats of a leader
 * @param retry after which an unanswered request is sent again
 */
public record Timing(long electionTimeoutMin, long electionTimeoutMax, long heartbeat, long retry) {}
