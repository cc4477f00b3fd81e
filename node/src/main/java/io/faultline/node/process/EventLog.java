package io.faultline.node.process;

import io.faultline.node.raft.NodeEvent;
import io.faultline.node.raft.NodeId;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Where one incarnation of a node reports what happens to it: numbered from 1, without gaps, each event out before the
 * next thing is done.
 *
 * <p>The loop's thread owns it. A reader that is slow holds the node up; one that is gone ends it, as a node whose
 * events are lost can't be judged.
 */
final class EventLog {
    private final OutputStream out;
    private final NodeId node;
    private final long incarnation;
    private long seq;

    EventLog(OutputStream out, NodeId node, long incarnation) {
        this.out = out;
        this.node = node;
        this.incarnation = incarnation;
    }

    /**
     * Writes an event out.
     *
     * @param machine what the machine's clock showed when the node's showed that of the event
     */
    void report(NodeEvent event, long machine) throws IOException {
        seq++;
        try {
            out.write(EventLines.line(node, incarnation, seq, event, machine));
            out.flush();
        } catch (IOException e) {
            throw new IOException("standard output takes no more events: " + e.getMessage(), e);
        }
    }
}
