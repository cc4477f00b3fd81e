package io.faultline.node.net;

import io.faultline.node.raft.NodeId;
import java.nio.charset.StandardCharsets;

/**
 * The first thing said on a connection: who speaks, to whom, and of which cluster.
 *
 * @param cluster the cluster's name, 1 to {@value #LONGEST_NAME} printable ASCII characters
 */
public record Hello(NodeId from, NodeId to, String cluster) {
    public static final int LONGEST_NAME = 64;

    public Hello {
        if (!isName(cluster)) {
            throw new IllegalArgumentException("a cluster's name is 1 to " + LONGEST_NAME
                    + " letters, digits, dots, dashes or underscores, not '" + cluster + "'");
        }
    }

    /** Whether a cluster may have that name. */
    public static boolean isName(String name) {
        return name.length() <= LONGEST_NAME && name.matches("[A-Za-z0-9._-]+");
    }

    byte[] nameBytes() {
        return cluster.getBytes(StandardCharsets.US_ASCII);
    }
}
