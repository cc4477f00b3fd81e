package io.faultline.harness.sim;

import io.faultline.node.raft.Answer;
import io.faultline.node.raft.Envelope;
import io.faultline.node.raft.NodeEvent;
import io.faultline.node.raft.StartAnswer;

/** What a simulated node speaks to; called within the node's turn. */
interface NodeSurroundings {
    void send(SimulatedNode from, Envelope envelope);

    void reported(SimulatedNode node, int incarnation, long sequence, NodeEvent event);

    void answered(SimulatedNode node, StartAnswer answer);

    void answered(SimulatedNode node, Answer answer);

    /** The node has just gone down, by a fault, by itself or in good order. */
    void nodeDied(SimulatedNode node);

    /** The node, told to start while it was still stopping, has stopped now. */
    void nodeMayStart(SimulatedNode node);
}
