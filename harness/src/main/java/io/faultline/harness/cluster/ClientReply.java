package io.faultline.harness.cluster;

/**
 * What a system answered to a {@link ClientCall} that was done.
 *
 * @param value a plain tree: what was read, the sum, the token, the element taken, or for a transaction the list of its
 *     steps with the reads filled in; null when the operation tells nothing
 */
public record ClientReply(Object value) {}
