/**
 * The bytes of what nodes both store and send: entries of the log, configurations, what a snapshot stands for.
 *
 * <p>{@link io.faultline.node.wire.EntryCodec} is the door. What never happens here: I/O, checksums (whoever frames the bytes
 * has one), trust in bytes that come in.
 */
package io.faultline.node.wire;
