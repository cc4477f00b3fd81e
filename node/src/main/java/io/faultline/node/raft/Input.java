package io.faultline.node.raft;

/** What can happen to a node. */
public sealed interface Input {
    /** The instant the node named as its next deadline has come. */
    record Deadline() implements Input {
        public static final Deadline REACHED = new Deadline();
    }

    /** A message has arrived. */
    record Received(Message message) implements Input {}

    /** A client wants a command started (the lab's {@code Start(cmd)}); {@code id} comes back in the answer. */
    record Start(long id) implements Input {}

    /** The node has started, with what its disk held; always a node's first input. */
    record Restarted(HardState hardState, LogTail log) implements Input {}

    /** The node is asked to stop; it says nothing afterwards. */
    record Stop() implements Input {}
}
