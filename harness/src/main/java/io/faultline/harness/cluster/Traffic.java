package io.faultline.harness.cluster;

/**
 * What nodes have sent each other.
 *
 * @param rpcs requests, the lab's count of RPCs; replies belong to them
 * @param bytes of requests and replies
 */
public record Traffic(long rpcs, long bytes) {
    /** Nothing yet. */
    public static final Traffic NONE = new Traffic(0, 0);

    public Traffic plus(Traffic other) {
        return new Traffic(rpcs + other.rpcs, bytes + other.bytes);
    }
}
