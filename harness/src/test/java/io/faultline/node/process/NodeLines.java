package io.faultline.node.process;

import io.faultline.node.raft.NodeEvent;
import io.faultline.node.raft.NodeId;
import java.nio.charset.StandardCharsets;

/** The lines of a node's standard output, for tests that read them as the harness does; the node shows them to nobody. */
public final class NodeLines {
    private NodeLines() {}

    /** The line of an event that shows the machine's time too, without its line feed. */
    public static String line(NodeId node, long incarnation, long seq, NodeEvent event, long machine) {
        return new String(EventLines.line(node, incarnation, seq, event, machine), StandardCharsets.UTF_8)
                .stripTrailing();
    }
}
