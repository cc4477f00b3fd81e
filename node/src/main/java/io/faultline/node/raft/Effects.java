package io.faultline.node.raft;

import java.util.List;

/**
 * What a step asks of the driver, to be carried out in this order and no other:
 *
 * <ol>
 *   <li>{@code early} messages leave. They promise nothing: only requests for votes may be here.
 *   <li>{@code persist} is written and flushed to disk, one record after the other.
 *   <li>{@code events} are reported.
 *   <li>{@code messages} leave and {@code answers} go to clients: they depend on what was persisted.
 *   <li>{@code persistLate} is written and flushed. Under the paper's rules it is always empty; it is there
 *       because answering before the disk has it is a bug that mutants must be able to have.
 * </ol>
 *
 * @param deadline the instant of the node's clock at which it wants {@link Input.Deadline}, or
 *     {@link Long#MAX_VALUE} for never
 */
public record Effects(
        List<Envelope> early,
        List<HardState> persist,
        List<NodeEvent> events,
        List<Envelope> messages,
        List<StartAnswer> answers,
        List<HardState> persistLate,
        long deadline) {}
