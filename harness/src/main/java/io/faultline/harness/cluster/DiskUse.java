package io.faultline.harness.cluster;

/**
 * How much of a node's disk is taken.
 *
 * @param logBytes by the entries behind the snapshot
 * @param snapshotBytes by the data of the snapshot, 0 without one
 */
public record DiskUse(long logBytes, long snapshotBytes) {}
