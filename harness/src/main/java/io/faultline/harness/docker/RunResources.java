package io.faultline.harness.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Network;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Everything that one cluster has at the engine: a network and containers, all with the label {@value #LABEL}, so that
 * whoever comes later can tell what is ours. Volumes are anonymous and go with their containers.
 *
 * <p>May be used by any thread.
 */
final class RunResources {
    /** The label, whose value says which run a thing belongs to. */
    static final String LABEL = "io.faultline.run";

    /** The label that says which harness made a thing, so that it can be told whether that one still runs. */
    static final String PROCESS = "io.faultline.process";

    static final String PROCESS_HERE = HarnessProcess.current().word();

    private static final long NODE_MEMORY = 160L << 20;
    private static final long PROXY_MEMORY = 256L << 20;
    private static final long PROCESSES_MAX = 256;
    private static final long HOST_MEMORY = 64L << 20;

    /** No system listens there. */
    private static final int HOST_PORT = 61_001;

    private static final String OF_CONTAINER = "container:";

    private final DockerClient docker;
    private final String run = UUID.randomUUID().toString();
    private final String name = "faultline-" + run.substring(0, 8);

    RunResources(DockerClient docker) {
        this.docker = docker;
    }

    String run() {
        return run;
    }

    void createNetwork() {
        docker.createNetworkCmd()
                .withName(name)
                .withDriver("bridge")
                .withLabels(labels())
                .exec();
    }

    /**
     * A host, whose network others live in: it stays when they are killed, so that to connect to them is refused at once.
     * Without it their address would be gone, and whoever connects would hang for seconds, also after they are back.
     *
     * @param image of the proxy, which serves here as a program that does nothing for ever
     * @param published ports of the loopback address, each on one that is free
     */
    String createHost(String image, String host, List<Integer> published) {
        List<ExposedPort> ports = published.stream().map(ExposedPort::tcp).toList();
        List<PortBinding> bindings = new ArrayList<>();
        ports.forEach(port -> bindings.add(new PortBinding(Ports.Binding.bindIp("127.0.0.1"), port)));
        return create(image, host + "-host", limited(HOST_MEMORY, name).withPortBindings(bindings))
                .withAliases(host)
                .withExposedPorts(ports)
                .withCmd("-host=127.0.0.1", "-port=" + HOST_PORT)
                .exec()
                .getId();
    }

    /** The address of a host that runs. */
    String address(String hostContainer) {
        return docker.inspectContainerCmd(hostContainer)
                .exec()
                .getNetworkSettings()
                .getNetworks()
                .get(name)
                .getIpAddress();
    }

    /** A container of the proxy. */
    String createProxy(String image, String hostContainer) {
        return create(image, "proxy", limited(PROXY_MEMORY, OF_CONTAINER + hostContainer))
                .exec()
                .getId();
    }

    /** A container of a node: nothing of it can be written but its volume. */
    String createNode(String image, String node, String hostContainer, List<String> environment, List<String> command) {
        HostConfig config = limited(NODE_MEMORY, OF_CONTAINER + hostContainer).withReadonlyRootfs(true);
        CreateContainerCmd create = create(image, node, config).withEnv(environment);
        return (command.isEmpty() ? create : create.withCmd(command)).exec().getId();
    }

    private static HostConfig limited(long memory, String network) {
        return HostConfig.newHostConfig()
                .withNetworkMode(network)
                .withMemory(memory)
                .withMemorySwap(memory)
                .withPidsLimit(PROCESSES_MAX)
                .withLogConfig(new LogConfig(LogConfig.LoggingType.JSON_FILE, Map.of()));
    }

    private CreateContainerCmd create(String image, String what, HostConfig config) {
        return docker.createContainerCmd(image)
                .withName(name + "-" + what)
                .withLabels(labels())
                .withHostConfig(config);
    }

    private Map<String, String> labels() {
        return Map.of(LABEL, run, PROCESS, PROCESS_HERE);
    }

    /** Removes all there is of this run; what is gone already is no failure. */
    void remove() {
        remove(docker, LABEL + "=" + run);
    }

    /**
     * Removes what runs left behind, and tells what that was.
     *
     * @param alsoRunning also of those whose harness still runs
     */
    static Removed removeAll(DockerClient docker, boolean alsoRunning) {
        return remove(docker, LABEL, labels -> alsoRunning || !HarnessProcess.runs(labels.get(PROCESS)));
    }

    private static void remove(DockerClient docker, String label) {
        remove(docker, label, labels -> true);
    }

    private static Removed remove(DockerClient docker, String label, Predicate<Map<String, String>> such) {
        List<Container> found = docker.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(List.of(label))
                .exec();
        List<Container> containers = found.stream()
                .filter(container -> such.test(container.getLabels()))
                .toList();
        containers.parallelStream().forEach(container -> removeContainer(docker, container.getId()));
        List<Network> networks = docker.listNetworksCmd().withFilter("label", List.of(label)).exec().stream()
                .filter(network -> such.test(network.getLabels()))
                .toList();
        for (Network network : networks) {
            try {
                docker.removeNetworkCmd(network.getId()).exec();
            } catch (NotFoundException gone) {
                // Somebody else was faster, which is as good.
            }
        }
        int volumes = containers.stream().mapToInt(RunResources::volumes).sum();
        return new Removed(containers.size(), volumes, networks.size(), found.size() - containers.size());
    }

    private static int volumes(Container container) {
        return (int) container.getMounts().stream()
                .filter(mount -> mount.getName() != null)
                .count();
    }

    private static void removeContainer(DockerClient docker, String id) {
        try {
            docker.removeContainerCmd(id)
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec();
        } catch (DockerException gone) {
            if (exists(docker, id)) {
                throw gone;
            }
        }
    }

    private static boolean exists(DockerClient docker, String id) {
        return !docker.listContainersCmd()
                .withShowAll(true)
                .withIdFilter(List.of(id))
                .exec()
                .isEmpty();
    }
}
