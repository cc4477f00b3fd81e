package io.faultline.harness.sim;

import io.faultline.node.raft.Message;

/** How many bytes a message takes on the wire, roughly: header, kind, sender, terms. */
final class MessageSize {
    private MessageSize() {}

    static int of(Message message) {
        return message instanceof Message.RequestVote ? 48 : 32;
    }
}
