package io.faultline.node.storage;

import io.faultline.node.raft.HardState;
import io.faultline.node.raft.LogTail;
import java.util.Optional;

/**
 * What a write-ahead log held when it was opened.
 *
 * @param incarnation which start of the node this is, from 1; on disk already
 * @param notice what was put right on the way, for the operator
 */
public record Recovered(long incarnation, HardState hardState, LogTail log, Optional<String> notice) {}
