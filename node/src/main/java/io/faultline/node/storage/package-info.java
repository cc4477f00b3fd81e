/**
 * The node's disk: term, vote, log and snapshot in a write-ahead log that survives a crash at any byte.
 *
 * <p>{@link io.faultline.node.storage.WriteAheadLog} is the door; one thread uses it. What was not flushed lies in
 * the memory of the process, so that killing the process loses exactly what a power cut would.
 * {@link io.faultline.node.storage.FileSystemDisk} is the one place that asks the operating system to make bytes
 * durable; tests put another {@link io.faultline.node.storage.Disk} in its place to fail or to lose power.
 *
 * <p>What never happens here: a decision of Raft, a second attempt after a failed write (what is on the disk is then
 * unknown), a guess at what a damaged record may have said.
 */
package io.faultline.node.storage;
