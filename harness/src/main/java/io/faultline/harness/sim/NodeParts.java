package io.faultline.harness.sim;

import io.faultline.node.raft.RaftRules;
import io.faultline.node.raft.StateMachine;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** What a simulated node is made of and keeps across its incarnations; rules and state machine are made anew for each. */
record NodeParts(
        SimulatedClock clock,
        SimulatedDisk disk,
        SplittableRandom timeouts,
        Supplier<RaftRules> rules,
        Supplier<StateMachine> machine) {}
