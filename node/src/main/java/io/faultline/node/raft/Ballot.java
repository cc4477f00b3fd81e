package io.faultline.node.raft;

/**
 * A vote to be decided: the voter's side and the request.
 *
 * @param state the voter's term and vote, after it adopted the request's term if that was higher
 * @param termBefore the voter's term when the request arrived
 * @param roleBefore the voter's role when the request arrived
 * @param log where the voter's log ends
 */
public record Ballot(HardState state, long termBefore, Role roleBefore, LogTail log, Message.RequestVote request) {}
