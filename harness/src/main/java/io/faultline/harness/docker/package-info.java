/**
 * The ground of real containers. Nothing outside of this package knows Docker or Testcontainers.
 *
 * <p>{@link io.faultline.harness.docker.DockerGround} opens clusters. Threads, each with what it owns: the caller's runs
 * the {@code WallTimeline} and with it every decision and all state; one per {@code NodeContainer} acts on that
 * container and asks the node in it for its failpoints; one, {@code ProxyThread}, changes the proxies; those of the Docker client bring what nodes say. All of them
 * talk to the caller's by posting tasks. All that a cluster has at the engine carries the label of {@code RunResources}.
 *
 * <p>A cluster is a network with a <em>host</em> for each node and for the proxy: a container that does nothing and stays,
 * in whose network the node's own container lives, so that a node that is down refuses connections as a machine would.
 *
 * <p>Further doors: {@link io.faultline.harness.docker.DockerSupport} says whether containers can be had here, and if not, why
 * and what to do; {@link io.faultline.harness.docker.NodeImage} provides the image of the node. Both go through one
 * {@code Engine}, which connects once per JVM and sets Testcontainers up so that it neither waits for a clean-up sidecar
 * that can't be had nor looks for published ports anywhere but at the loopback address.
 *
 * <p>What never happens here: a verdict, or a decision about what a trial does next.
 */
package io.faultline.harness.docker;
