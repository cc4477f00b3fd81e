package io.faultline.harness.sim;

import io.faultline.node.raft.Entry;
import io.faultline.node.raft.Message;
import java.util.List;

/** How many bytes a message takes on the wire, roughly: header, kind, sender, terms, and what it carries. */
final class MessageSize {
    private MessageSize() {}

    static int of(Message message) {
        if (message instanceof Message.AppendEntries append) {
            return 64 + of(append.entries());
        } else if (message instanceof Message.InstallSnapshot install) {
            return 96 + install.piece().length();
        }
        return message instanceof Message.AppendReply ? 64 : 48;
    }

    private static int of(List<Entry> entries) {
        int bytes = 0;
        for (int i = 0; i < entries.size(); i++) {
            bytes += entries.get(i).size();
        }
        return bytes;
    }
}
