package io.faultline.harness.cluster;

/**
 * Gets what nodes write on their standard output and error, byte by byte as it came.
 *
 * <p>Called by any thread, for one node by one at a time.
 */
@FunctionalInterface
public interface NodeOutput {
    /** A piece of what a node wrote; the next one goes on where it ends. */
    void wrote(String node, byte[] piece);
}
