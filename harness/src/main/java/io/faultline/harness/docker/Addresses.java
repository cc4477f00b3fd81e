package io.faultline.harness.docker;

import io.faultline.nemesis.fault.Link;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Who is to be found where within the network of a cluster.
 *
 * <p>Nobody looks up names: a name server is one more thing that may be slow.
 *
 * @param proxyHost the address of the proxy
 * @param hosts the address of each node, {@code n1} first
 * @param peerPort at which each listens to the others
 * @param clientPort at which each listens to clients
 */
record Addresses(String proxyHost, Map<String, String> hosts, int peerPort, int clientPort) {
    static final int CONTROL = 8474;

    private static final int FIRST_CLIENT = 9000;
    private static final int FIRST_INSIDE = 9100;
    private static final int FIRST_LINK = 20_000;
    private static final int LINKS_PER_NODE = 100;

    /** Every link between two nodes, each way. */
    static List<Link> links(Collection<String> nodes) {
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

    /** Every link between clients and a node, each way. */
    static List<Link> clientLinks(Collection<String> nodes) {
        return nodes.stream()
                .flatMap(node -> Stream.of(Link.request(node), Link.reply(node)))
                .toList();
    }

    List<String> nodes() {
        return List.copyOf(hosts.keySet());
    }

    /** The proxy's port for what one node says to another. */
    int linkPort(Link link) {
        return FIRST_LINK + LINKS_PER_NODE * number(link.from()) + number(link.to());
    }

    /** The proxy's port for what clients say to a node. */
    int clientProxyPort(String node) {
        return clientProxyPort(number(node));
    }

    /** The same by the node's number, from 1. */
    static int clientProxyPort(int number) {
        return FIRST_CLIENT + number;
    }

    /** The proxy's port for what the harness itself has to say to a node, which no fault touches. */
    int insidePort(String node) {
        return insidePort(number(node));
    }

    /** The same by the node's number, from 1. */
    static int insidePort(int number) {
        return FIRST_INSIDE + number;
    }

    static String listen(int port) {
        return "0.0.0.0:" + port;
    }

    String peer(String node) {
        return hosts.get(node) + ":" + peerPort;
    }

    String client(String node) {
        return hosts.get(node) + ":" + clientPort;
    }

    /** Where a node is to look for each node: for every other one at the proxy. */
    Map<String, String> seenBy(String node) {
        Map<String, String> seen = new LinkedHashMap<>();
        for (String peer : hosts.keySet()) {
            seen.put(peer, peer.equals(node) ? peer(node) : proxyHost + ":" + linkPort(new Link(node, peer)));
        }
        return seen;
    }

    private int number(String node) {
        return nodes().indexOf(node) + 1;
    }
}
