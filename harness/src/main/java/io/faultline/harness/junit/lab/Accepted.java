package io.faultline.harness.junit.lab;

/**
 * A command that a leader has taken into its log, where it may be committed or lost.
 *
 * @param node the leader
 * @param index its place
 * @param term the term in which it was taken; with the index it tells the command from every other
 */
public record Accepted(String node, String command, long index, long term) {}
