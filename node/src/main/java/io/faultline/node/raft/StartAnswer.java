package io.faultline.node.raft;

import java.util.Optional;

/**
 * The answer to {@link Input.Start}: at once, and never a promise that the command will be committed.
 *
 * @param id the request's
 * @param leader whether this node leads; if not, nothing was started
 * @param term the node's term
 * @param index the place the command takes in the log, 0 when this node does not lead
 * @param hint the leader this node follows, when it knows one
 */
public record StartAnswer(long id, boolean leader, long term, long index, Optional<NodeId> hint) {}
