package io.faultline.harness.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Ports;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The container of the proxy, for all its starts. Its ports belong to its host, and stay.
 *
 * <p>Its methods block. For one thread at a time; what it says of ports may be read by any.
 */
final class ProxyContainer {
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(20);
    private static final long PANIC = 2;

    private final DockerClient docker;
    private final String id;
    private final int controlPort;
    private final Map<String, Integer> clientPorts;
    private final Map<String, Integer> insidePorts;

    /** A container that was created and does not run yet, while its host does. */
    ProxyContainer(DockerClient docker, String id, String hostContainer, Addresses addresses) {
        this.docker = docker;
        this.id = id;
        Ports ports = docker.inspectContainerCmd(hostContainer)
                .exec()
                .getNetworkSettings()
                .getPorts();
        Map<String, Integer> clients = new LinkedHashMap<>();
        Map<String, Integer> inside = new LinkedHashMap<>();
        for (String node : addresses.nodes()) {
            clients.put(node, published(ports, addresses.clientProxyPort(node)));
            inside.put(node, published(ports, addresses.insidePort(node)));
        }
        controlPort = published(ports, Addresses.CONTROL);
        clientPorts = Map.copyOf(clients);
        insidePorts = Map.copyOf(inside);
    }

    String id() {
        return id;
    }

    /** The port of its control API. */
    int controlPort() {
        return controlPort;
    }

    /** The ports at which clients reach the nodes. */
    Map<String, Integer> clientPorts() {
        return clientPorts;
    }

    /** The ports at which the harness itself reaches them, whatever is done to the links of clients. */
    Map<String, Integer> insidePorts() {
        return insidePorts;
    }

    /**
     * Starts it, and returns when it answers.
     *
     * @throws EngineException when it does not
     */
    void start() {
        docker.startContainerCmd(id).exec();
        Readiness.await("the proxy", controlPort, "/version", ANSWERS_WITHIN);
    }

    /** Whether a proxy that ended with this code has failed by itself, as programs in Go do; else somebody ended it. */
    static boolean failedByItself(long exitCode) {
        return exitCode == PANIC;
    }

    /**
     * Checks that it runs or has failed by itself.
     *
     * @throws EngineException when somebody has ended it
     */
    void requireNobodyEndedIt() {
        ContainerState state = state();
        if (!isRunning(state) && !failedByItself(state.getExitCodeLong())) {
            throw new EngineException("somebody ended it, with exit code " + state.getExitCodeLong());
        }
    }

    /** Ends it, if it has not failed by itself, and starts it; nothing it held survives. */
    void startAnew() {
        try {
            docker.killContainerCmd(id).exec();
        } catch (DockerException perhapsGone) {
            if (isRunning(state())) {
                throw perhapsGone;
            }
        }
        start();
    }

    private ContainerState state() {
        return docker.inspectContainerCmd(id).exec().getState();
    }

    private static boolean isRunning(ContainerState state) {
        return Boolean.TRUE.equals(state.getRunning());
    }

    private static int published(Ports ports, int port) {
        Ports.Binding[] bindings = ports.getBindings().get(ExposedPort.tcp(port));
        if (bindings == null || bindings.length == 0) {
            throw new EngineException("the proxy's port " + port + " is not published; its container may have ended");
        }
        return Integer.parseInt(bindings[0].getHostPortSpec());
    }
}
