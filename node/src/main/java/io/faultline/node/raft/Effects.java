package io.faultline.node.raft;

import java.util.List;

/**
 * What a step asks of the driver, to be carried out in this order and no other:
 *
 * <ol>
 *   <li>{@code early} messages leave. They promise nothing that the disk must hold first: requests for votes
 *       that tell of a durable log, and a leader's entries, which it does not count as its own before they are durable
 *       (dissertation §10.2.1).
 *   <li>{@code persist} is written in its order and then made durable, in one go: after a crash the disk holds a
 *       beginning of it.
 *   <li>{@code events} are reported.
 *   <li>{@code messages} leave and answers go to clients: they depend on what was persisted.
 *   <li>{@code persistLate} is written and flushed. Under the paper's rules it is always empty; it is there
 *       because answering before the disk has it is a bug that mutants must be able to have.
 *   <li>If it {@code applies}, {@link Input.Apply} is given next, before any other input.
 * </ol>
 *
 * @param started answers to {@link Input.Start}
 * @param answers answers to all other requests
 * @param applies whether the state machine has something to do
 * @param deadline the instant of the node's clock at which it wants {@link Input.Deadline}, or
 *     {@link Long#MAX_VALUE} for never
 */
public record Effects(
        List<Envelope> early,
        List<DiskWrite> persist,
        List<NodeEvent> events,
        List<Envelope> messages,
        List<StartAnswer> started,
        List<Answer> answers,
        List<DiskWrite> persistLate,
        boolean applies,
        long deadline) {}
