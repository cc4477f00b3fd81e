/**
 * What nodes say to each other, over TCP.
 *
 * <p>{@link io.faultline.node.net.PeerNetwork} is the door. All that a node says to a peer, requests and replies
 * alike, goes over one connection that it opened itself, so that the way from n1 to n2 can be cut without the way
 * back. Nothing here is reliable, and nothing needs to be: a message may be lost at any time, Raft sends it again.
 *
 * <p>What never happens here: waiting on behalf of the caller, an unbounded queue or frame, a guess at what a broken
 * frame may have said.
 */
package io.faultline.node.net;
