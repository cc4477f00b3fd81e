package io.faultline.harness.docker;

import com.github.dockerjava.api.DockerClient;
import io.faultline.harness.cluster.ClusterSpec;
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
    private final ClusterSpec spec;
    private final Addresses addresses;

    ClusterBuilder(DockerClient docker, RunResources resources, ClusterSpec spec) {
        this.docker = docker;
        this.resources = resources;
        this.spec = spec;
        this.addresses = new Addresses(spec.nodes());
    }

    /** Starts the proxy in a network of its own. */
    ProxyContainer proxy(String image) {
        resources.createNetwork();
        List<Integer> published = new ArrayList<>(List.of(Addresses.CONTROL));
        spec.nodes().forEach(node -> published.add(addresses.clientPort(node)));
        String container = resources.createProxy(image, Addresses.PROXY, published);
        ProxyContainer proxy = new ProxyContainer(docker, container, addresses);
        proxy.start();
        return proxy;
    }

    /** A proxy for every link and for the clients of each node, in a container that runs. */
    ProxyNetwork proxies(ProxyContainer proxy) {
        ProxyNetwork network = new ProxyNetwork("127.0.0.1", proxy.controlPort());
        for (Link link : addresses.links()) {
            network.addLink(link, Addresses.listen(addresses.linkPort(link)), Addresses.peer(link.to()));
        }
        for (String node : spec.nodes()) {
            network.addClient(node, Addresses.listen(addresses.clientPort(node)), Addresses.client(node));
        }
        return network;
    }

    /** Creates the container of a node. */
    String node(String image, String node) {
        List<String> environment = new ArrayList<>(List.of(
                "FAULTLINE_NODE=" + node,
                "FAULTLINE_PEERS=" + addresses.peersOf(node),
                "FAULTLINE_CLUSTER=" + resources.run()));
        if (spec.variant() != null) {
            environment.add("FAULTLINE_MUTANT=" + spec.variant());
        }
        return resources.createNode(image, node, environment);
    }
}
