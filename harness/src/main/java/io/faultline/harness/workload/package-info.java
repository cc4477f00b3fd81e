/**
 * What clients do to a cluster: operations drawn from a seed, in processes, written once for every ground.
 *
 * <p>{@link io.faultline.harness.workload.Clients} is the door. What never happens here: a thread, a clock but the
 * timeline's, a call that is repeated without being told to, anything that belongs to one ground alone.
 */
package io.faultline.harness.workload;
