package io.faultline.harness.docker;

import com.github.dockerjava.api.DockerClient;
import io.faultline.nemesis.fault.Link;
import io.faultline.nemesis.toxiproxy.ProxyNetwork;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Makes what a cluster is of: network, proxy, links, and a container per node that is not started yet. What a failure
 * leaves behind is removed with the {@link RunResources}.
 */
final class ClusterBuilder {
    private static final String PROXY = "proxy";

    private final DockerClient docker;
    private final RunResources resources;
    private final ContainerSystem system;
    private final List<String> nodes;
    private final Map<String, String> hosts = new HashMap<>();
    private Addresses addresses;

    ClusterBuilder(DockerClient docker, RunResources resources, ContainerSystem system, List<String> nodes) {
        this.docker = docker;
        this.resources = resources;
        this.system = system;
        this.nodes = nodes;
    }

    /** Starts a host for each node and for the proxy, in a network of their own, and the proxy. */
    ProxyContainer proxy(String image) {
        resources.createNetwork();
        List<Integer> published = new ArrayList<>(List.of(Addresses.CONTROL));
        for (int number = 1; number <= nodes.size(); number++) {
            published.add(Addresses.clientProxyPort(number));
            published.add(Addresses.insidePort(number));
        }
        List<String> names = new ArrayList<>(List.of(PROXY));
        names.addAll(nodes);
        hosts.putAll(names.parallelStream()
                .collect(Collectors.toMap(
                        host -> host, host -> startHost(image, host, host.equals(PROXY) ? published : List.of()))));
        Map<String, String> addressOf = new LinkedHashMap<>();
        nodes.forEach(node -> addressOf.put(node, resources.address(hosts.get(node))));
        addresses =
                new Addresses(resources.address(hosts.get(PROXY)), addressOf, system.peerPort(), system.clientPort());
        ProxyContainer proxy =
                new ProxyContainer(docker, resources.createProxy(image, hosts.get(PROXY)), hosts.get(PROXY), addresses);
        proxy.start();
        return proxy;
    }

    private String startHost(String image, String host, List<Integer> published) {
        String container = resources.createHost(image, host, published);
        docker.startContainerCmd(container).exec();
        return container;
    }

    /** A proxy for every link, for the clients of each node, and for the harness itself, in a container that runs. */
    ProxyNetwork proxies(ProxyContainer proxy) {
        ProxyNetwork network = new ProxyNetwork("127.0.0.1", proxy.controlPort());
        for (Link link : Addresses.links(nodes)) {
            network.addLink(link, Addresses.listen(addresses.linkPort(link)), addresses.peer(link.to()));
        }
        for (String node : nodes) {
            network.addClient(node, Addresses.listen(addresses.clientProxyPort(node)), addresses.client(node));
            network.addAside("inside_" + node, Addresses.listen(addresses.insidePort(node)), addresses.client(node));
        }
        return network;
    }

    /** Creates the container of a node. */
    String node(String image, String node) {
        ContainerSystem.Seat seat = new ContainerSystem.Seat(node, resources.run(), addresses.seenBy(node));
        return resources.createNode(image, node, hosts.get(node), system.environment(seat), system.command(seat));
    }
}
