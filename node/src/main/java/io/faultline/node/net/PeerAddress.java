package io.faultline.node.net;

import io.faultline.node.raft.NodeId;

/**
 * Where a node is reached by its peers.
 *
 * @param host a name, looked up anew for each connection, or an address without brackets
 * @param port 1 to 65535
 */
public record PeerAddress(NodeId node, String host, int port) {
    /**
     * Reads {@code n1=host:port}; an IPv6 address stands in brackets.
     *
     * @throws IllegalArgumentException when the text is anything else
     */
    public static PeerAddress parse(String text) {
        int equals = text.indexOf('=');
        int colon = text.lastIndexOf(':');
        if (equals < 0 || colon < equals) {
            throw new IllegalArgumentException("'" + text + "' is not of the form n1=host:port");
        }
        String host = text.substring(equals + 1, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.contains(":")) {
            throw new IllegalArgumentException("'" + text + "': put an IPv6 address in brackets");
        }
        String port = text.substring(colon + 1);
        if (host.isBlank()) {
            throw new IllegalArgumentException("'" + text + "' names no host");
        }
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65535) {
            throw new IllegalArgumentException("'" + text + "': a port is 1 to 65535");
        }
        return new PeerAddress(NodeId.parse(text.substring(0, equals)), host, Integer.parseInt(port));
    }

    @Override
    public String toString() {
        return node + "=" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
