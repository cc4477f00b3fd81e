package io.faultline.node.storage;

import io.faultline.node.raft.Stored;
import java.util.Optional;

/**
 * What a write-ahead log held when it was opened.
 *
 * @param incarnation which start of the node this is, from 1; on disk already
 * @param torn whether a last group of writes was found that a crash had cut off, and dropped
 * @param notice what was put right on the way, for the operator
 */
public record Recovered(long incarnation, Stored disk, boolean torn, Optional<String> notice) {}
