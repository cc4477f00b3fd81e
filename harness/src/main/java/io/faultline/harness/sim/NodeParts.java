package io.faultline.harness.sim;

import io.faultline.node.raft.LogTail;
import io.faultline.node.raft.RaftRules;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * What a simulated node is made of and keeps across its incarnations.
 *
 * @param log where its log ends, the same for all its life: nothing is appended yet
 */
record NodeParts(
        SimulatedClock clock, SimulatedDisk disk, SplittableRandom timeouts, LogTail log, Supplier<RaftRules> rules) {}
