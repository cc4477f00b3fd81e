package io.faultline.node.raft;

import java.util.Optional;

/** What comes of a client's request, told once; {@code id} is the request's. */
public sealed interface Answer {
    long id();

    /**
     * The command was applied, or the query answered.
     *
     * @param index the command's entry; for a query the last entry applied before it
     */
    record Done(long id, long index, StateMachine.Result result) implements Answer {}

    /** This node does not lead; nothing was begun. */
    record NotLeader(long id, Optional<NodeId> hint) implements Answer {}

    /** Nothing was begun, for that reason, and asking later may help. */
    record Refused(long id, String reason) implements Answer {}

    /** Nobody can say whether the command will have its effect: this node no longer leads. */
    record Unknown(long id, String reason) implements Answer {}

    /** The command lost its place in the log to another one that was committed: it certainly has no effect. */
    record Lost(long id) implements Answer {}

    /** A change of members was committed, or leadership was handed over. */
    record Changed(long id, long index) implements Answer {}
}
