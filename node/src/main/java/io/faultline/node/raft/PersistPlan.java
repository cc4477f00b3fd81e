package io.faultline.node.raft;

import java.util.List;

/**
 * How a changed {@link HardState} reaches the disk.
 *
 * @param first flushed before anything that depends on it is said
 * @param late flushed only after the answers have left; empty under the paper's rules
 */
public record PersistPlan(List<HardState> first, List<HardState> late) {}
