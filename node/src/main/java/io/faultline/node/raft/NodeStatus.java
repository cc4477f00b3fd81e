package io.faultline.node.raft;

import java.util.Optional;

/**
 * A node's state at one moment, as {@code GET /status} tells it.
 *
 * @param snapshot index of the last snapshot, 0 without one
 */
public record NodeStatus(
        NodeId node,
        long term,
        Role role,
        Optional<NodeId> votedFor,
        Optional<NodeId> leader,
        LogTail log,
        long commit,
        long applied,
        long snapshot,
        Configuration configuration) {}
