package io.faultline.harness.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.NetworkSettings;
import com.github.dockerjava.api.model.Ports;
import io.faultline.harness.cluster.ClusterSpec;
import io.faultline.nemesis.fault.Link;
import io.faultline.nemesis.toxiproxy.ProxyNetwork;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Makes what a cluster is of: network, proxy, links, and a container per node that is not started yet. What a failure
 * leaves behind is removed with the {@link RunResources}.
 */
final class ClusterBuilder {
    private static final Duration PROXY_WITHIN = Duration.ofSeconds(20);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(25);

    private final DockerClient docker;
    private final RunResources resources;
    private final ClusterSpec spec;
    private final Addresses addresses;
    private final Map<String, Integer> clientPorts = new LinkedHashMap<>();
    private String proxyContainer;

    ClusterBuilder(DockerClient docker, RunResources resources, ClusterSpec spec) {
        this.docker = docker;
        this.resources = resources;
        this.spec = spec;
        this.addresses = new Addresses(spec.nodes());
    }

    /** The ports of the loopback address at which clients reach the nodes; known when there is a proxy. */
    Map<String, Integer> clientPorts() {
        return clientPorts;
    }

    /** The container of the proxy, when there is one. */
    String proxyContainer() {
        return proxyContainer;
    }

    /** Starts the proxy in a network of its own, with a proxy for every link and for the clients of each node. */
    ProxyNetwork proxies(String image) {
        resources.createNetwork();
        List<Integer> published = new ArrayList<>(List.of(Addresses.CONTROL));
        spec.nodes().forEach(node -> published.add(addresses.clientPort(node)));
        String container = resources.createProxy(image, Addresses.PROXY, published);
        docker.startContainerCmd(container).exec();
        proxyContainer = container;
        NetworkSettings settings = docker.inspectContainerCmd(container).exec().getNetworkSettings();
        spec.nodes()
                .forEach(node -> clientPorts.put(node, publishedPort(settings.getPorts(), addresses.clientPort(node))));
        int control = publishedPort(settings.getPorts(), Addresses.CONTROL);
        awaitProxy(control);
        ProxyNetwork network = new ProxyNetwork("127.0.0.1", control);
        for (Link link : addresses.links()) {
            network.addLink(link, Addresses.listen(addresses.linkPort(link)), Addresses.peer(link.to()));
        }
        for (String node : spec.nodes()) {
            network.addClient(node, Addresses.listen(addresses.clientPort(node)), Addresses.client(node));
        }
        return network;
    }

    private static int publishedPort(Ports ports, int port) {
        Ports.Binding[] bindings = ports.getBindings().get(ExposedPort.tcp(port));
        if (bindings == null || bindings.length == 0) {
            throw new EngineException("the proxy's port " + port + " is not published; its container may have ended");
        }
        return Integer.parseInt(bindings[0].getHostPortSpec());
    }

    private static void awaitProxy(int control) {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + control + "/version"))
                .timeout(Duration.ofSeconds(1))
                .build();
        try {
            Awaitility.await()
                    .atMost(PROXY_WITHIN)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(LOOK_AGAIN)
                    .ignoreExceptions()
                    .until(() -> http.send(request, HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            == 200);
        } catch (ConditionTimeoutException e) {
            throw new EngineException(
                    "the proxy does not answer within " + PROXY_WITHIN.toSeconds()
                            + " s: look for its container's log, or try again",
                    e);
        }
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
