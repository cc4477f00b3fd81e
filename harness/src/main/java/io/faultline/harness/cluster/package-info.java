/**
 * What every ground offers: a cluster that can be started, watched, asked and hurt on one timeline.
 *
 * <p>{@link io.faultline.harness.cluster.Ground} opens a {@link io.faultline.harness.cluster.Cluster}; trials and
 * scripted tests know only these. What never happens here: anything that belongs to one ground alone.
 */
package io.faultline.harness.cluster;
