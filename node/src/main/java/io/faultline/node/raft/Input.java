package io.faultline.node.raft;

/** What can happen to a node. */
public sealed interface Input {
    /** The instant the node named as its next deadline has come. */
    record Deadline() implements Input {
        public static final Deadline REACHED = new Deadline();
    }

    /** A message has arrived. */
    record Received(Message message) implements Input {}

    /**
     * A client wants a command started (the lab's {@code Start(cmd)}): the answer is a {@link StartAnswer}, at once, and
     * nothing more is heard of it. {@code id} comes back in the answer.
     */
    record Start(long id, Payload.Command command) implements Input {}

    /** A client wants a command done; the {@link Answer} comes when it was applied, or when it will not be. */
    record Propose(long id, Payload.Command command) implements Input {}

    /** A client wants to know something, linearizably, without an entry in the log (§8). */
    record Read(long id, Payload.Command query) implements Input {}

    /** An operator wants the members changed. */
    record Reconfigure(long id, Change change, NodeId node) implements Input {}

    /** Entries are committed that the state machine has not had: to be given soon after effects that ask for it. */
    record Apply() implements Input {
        public static final Apply NOW = new Apply();
    }

    /**
     * The node has started, with what its disk held; always a node's first input.
     *
     * @param torn whether a last record was found that a crash had cut off, and dropped
     */
    record Restarted(Stored disk, boolean torn) implements Input {
        /** A start from a disk on which nothing was cut off. */
        public Restarted(Stored disk) {
            this(disk, false);
        }
    }

    /**
     * What the last step asked to be written was not, and the node is to go on all the same: nobody but a mutant is told
     * so, see {@link RaftRules#goesOnAfterFailedWrite}.
     */
    record WriteFailed() implements Input {}

    /** The node is asked to stop; it says nothing afterwards. */
    record Stop() implements Input {}

    /** One change of members; one server at a time (dissertation §4.1). */
    enum Change {
        /** A new server gets the log, without a vote. */
        ADD_LEARNER,
        /** A learner that has caught up gets a vote. */
        PROMOTE,
        /** A voter or learner leaves. */
        REMOVE,
        /** No change of members: leadership is handed over to that voter (dissertation §3.10). */
        TRANSFER
    }
}
