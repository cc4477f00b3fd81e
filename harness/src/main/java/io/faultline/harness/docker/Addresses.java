package io.faultline.harness.docker;

import io.faultline.nemesis.fault.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Who is to be found where within the network of a cluster.
 *
 * @param nodes the names of all nodes, {@code n1} first, which are also their hosts
 */
record Addresses(List<String> nodes) {
    static final String PROXY = "proxy";
    static final int CONTROL = 8474;

    private static final int PEER_PORT = 7000;
    private static final int CLIENT_PORT = 8000;
    private static final int FIRST_CLIENT = 9000;
    private static final int FIRST_LINK = 20_000;
    private static final int LINKS_PER_NODE = 100;

    List<Link> links() {
        List<Link> links = new ArrayList<>();
        for (String from : nodes) {
            for (String to : nodes) {
                if (!from.equals(to)) {
                    links.add(new Link(from, to));
                }
            }
        }
        return links;
    }

    /** The proxy's port for what one node says to another. */
    int linkPort(Link link) {
        return FIRST_LINK + LINKS_PER_NODE * number(link.from()) + number(link.to());
    }

    /** The proxy's port for what clients say to a node. */
    int clientPort(String node) {
        return FIRST_CLIENT + number(node);
    }

    static String listen(int port) {
        return "0.0.0.0:" + port;
    }

    static String peer(String node) {
        return node + ":" + PEER_PORT;
    }

    static String client(String node) {
        return node + ":" + CLIENT_PORT;
    }

    /** Whom a node believes to be where: every other one at the proxy. */
    String peersOf(String node) {
        return nodes.stream()
                .map(peer ->
                        peer + "=" + (peer.equals(node) ? peer(node) : PROXY + ":" + linkPort(new Link(node, peer))))
                .collect(Collectors.joining(","));
    }

    private int number(String node) {
        return nodes.indexOf(node) + 1;
    }
}
