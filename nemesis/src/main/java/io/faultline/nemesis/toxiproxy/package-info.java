/**
 * Links that a running Toxiproxy carries, one proxy per direction.
 *
 * <p>{@link io.faultline.nemesis.toxiproxy.ProxyNetwork} is the door: it makes the proxy of each link
 * do what a {@link io.faultline.nemesis.play.LinkState} says and reads back what it does. Here, and
 * only here, it is known how a state is said in toxics and how Toxiproxy's control API is spoken.
 *
 * <p>The API is spoken with the JDK's HTTP client. Toxiproxy's own client library has no time-outs,
 * can't be interrupted, may silently send a change twice when a kept connection breaks, and reads a
 * proxy's flag and its toxics in two answers, so that there is no one moment at which they were read.
 *
 * <p>What never lives here: containers and their ports, schedules, and any judgement of what a link's
 * state means for a trial. Nothing here draws other than from the stream handed in: the values sent
 * are fixed, and each toxic works on every connection.
 */
package io.faultline.nemesis.toxiproxy;
