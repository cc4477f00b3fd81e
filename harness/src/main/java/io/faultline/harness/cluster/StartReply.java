package io.faultline.harness.cluster;

import java.util.Optional;

/**
 * A node's answer to a command.
 *
 * @param leader whether the node took itself for the leader; otherwise it started nothing
 * @param term its term
 * @param index the place the command takes in the log, 0 when the node does not lead
 * @param hint the leader it follows, when it knows one
 */
public record StartReply(boolean leader, long term, long index, Optional<String> hint) {}
