package io.faultline.harness.docker;

import com.github.dockerjava.api.DockerClient;
import io.faultline.nemesis.fault.Link;
import io.faultline.nemesis.toxiproxy.ProxyNetwork;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes what a cluster is of: network, proxy, links, and a container per node that is not started yet. What a failure
 * leaves behind is removed with the {@link RunResources}.
 */
final class ClusterBuilder {
    private final DockerClient docker;
    private final RunResources resources;
    private final ContainerSystem system;
    private final List<String> nodes;
    private Addresses addresses;

    ClusterBuilder(DockerClient docker, RunResources resources, ContainerSystem system, List<String> nodes) {
        this.docker = docker;
        this.resources = resources;
        this.system = system;
        this.nodes = nodes;
    }

    /** Starts the proxy in a network of its own. */
    ProxyContainer proxy(String image) {
        Subnet subnet = resources.createNetwork();
        addresses = new Addresses(subnet, nodes, system.peerPort(), system.clientPort());
        List<Integer> published = new ArrayList<>(List.of(Addresses.CONTROL));
        nodes.forEach(node -> published.add(addresses.clientProxyPort(node)));
        String container = resources.createProxy(image, addresses.proxyHost(), published);
        ProxyContainer proxy = new ProxyContainer(docker, container, addresses);
        proxy.start();
        return proxy;
    }

    /** A proxy for every link and for the clients of each node, in a container that runs. */
    ProxyNetwork proxies(ProxyContainer proxy) {
        ProxyNetwork network = new ProxyNetwork("127.0.0.1", proxy.controlPort());
        for (Link link : Addresses.links(nodes)) {
            network.addLink(link, Addresses.listen(addresses.linkPort(link)), addresses.peer(link.to()));
        }
        for (String node : nodes) {
            network.addClient(node, Addresses.listen(addresses.clientProxyPort(node)), addresses.client(node));
        }
        return network;
    }

    /** Creates the container of a node. */
    String node(String image, String node) {
        ContainerSystem.Seat seat = new ContainerSystem.Seat(node, resources.run(), addresses.seenBy(node));
        return resources.createNode(image, node, addresses.host(node), system.environment(seat), system.command(seat));
    }
}
