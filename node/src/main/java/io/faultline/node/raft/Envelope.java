package io.faultline.node.raft;

/** A message and the node it goes to. */
public record Envelope(NodeId to, Message message) {}
