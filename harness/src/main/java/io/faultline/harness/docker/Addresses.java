package io.faultline.harness.docker;

import io.faultline.nemesis.fault.Link;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who is to be found where within the network of a cluster.
 *
 * @param subnet of the network
 * @param nodes the names of all nodes, {@code n1} first
 * @param peerPort at which each listens to the others
 * @param clientPort at which each listens to clients
 */
record Addresses(Subnet subnet, List<String> nodes, int peerPort, int clientPort) {
    static final int CONTROL = 8474;

    private static final int FIRST_CLIENT = 9000;
    private static final int FIRST_LINK = 20_000;
    private static final int LINKS_PER_NODE = 100;

    /** Every link between two nodes, each way. */
    static List<Link> links(List<String> nodes) {
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

    /** The address of the proxy. */
    String proxyHost() {
        return subnet.host(0);
    }

    /** The address of a node, also after it was started again. */
    String host(String node) {
        return subnet.host(number(node));
    }

    /** The proxy's port for what one node says to another. */
    int linkPort(Link link) {
        return FIRST_LINK + LINKS_PER_NODE * number(link.from()) + number(link.to());
    }

    /** The proxy's port for what clients say to a node. */
    int clientProxyPort(String node) {
        return FIRST_CLIENT + number(node);
    }

    static String listen(int port) {
        return "0.0.0.0:" + port;
    }

    String peer(String node) {
        return host(node) + ":" + peerPort;
    }

    String client(String node) {
        return host(node) + ":" + clientPort;
    }

    /** Where a node is to look for each node: for every other one at the proxy. */
    Map<String, String> seenBy(String node) {
        Map<String, String> seen = new LinkedHashMap<>();
        for (String peer : nodes) {
            seen.put(peer, peer.equals(node) ? peer(node) : proxyHost() + ":" + linkPort(new Link(node, peer)));
        }
        return seen;
    }

    private int number(String node) {
        return nodes.indexOf(node) + 1;
    }
}
