package io.faultline.harness.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.CreateNetworkCmd;
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
    private static final int NETWORK_TRIES = 10;

    /**
     * The proxy learns within a tenth of a second that a node's address is not there. By default that takes three
     * seconds, for which a link accepts nobody else, also when the node is back.
     */
    private static final Map<String, String> SOON_UNREACHABLE =
            Map.of("net.ipv4.neigh.eth0.retrans_time_ms", "30", "net.ipv4.neigh.eth0.mcast_solicit", "2");

    private final DockerClient docker;
    private final String run = UUID.randomUUID().toString();
    private final String name = "faultline-" + run.substring(0, 8);

    RunResources(DockerClient docker) {
        this.docker = docker;
    }

    String run() {
        return run;
    }

    /**
     * A network in which hosts may have addresses of their own choice. The engine allows that only where the range was
     * asked for: so it is first let choose one that is free.
     */
    Subnet createNetwork() {
        for (int left = NETWORK_TRIES; ; left--) {
            CreateNetworkCmd create = docker.createNetworkCmd()
                    .withName(name)
                    .withDriver("bridge")
                    .withLabels(labels());
            String chosen = create.exec().getId();
            Subnet subnet = new Subnet(docker.inspectNetworkCmd()
                    .withNetworkId(chosen)
                    .exec()
                    .getIpam()
                    .getConfig()
                    .get(0)
                    .getSubnet());
            docker.removeNetworkCmd(chosen).exec();
            try {
                create.withIpam(new Network.Ipam().withConfig(new Network.Ipam.Config().withSubnet(subnet.cidr())))
                        .exec();
                return subnet;
            } catch (DockerException takenMeanwhile) {
                if (left == 1) {
                    throw takenMeanwhile;
                }
            }
        }
    }

    /** A container of the proxy, whose ports are published on the loopback address, each on one that is free. */
    String createProxy(String image, String address, List<Integer> published) {
        List<ExposedPort> ports = published.stream().map(ExposedPort::tcp).toList();
        List<PortBinding> bindings = new ArrayList<>();
        ports.forEach(port -> bindings.add(new PortBinding(Ports.Binding.bindIp("127.0.0.1"), port)));
        HostConfig config = limited(PROXY_MEMORY).withPortBindings(bindings).withSysctls(SOON_UNREACHABLE);
        return create(image, "proxy", address, config)
                .withExposedPorts(ports)
                .exec()
                .getId();
    }

    /** A container of a node: nothing of it can be written but its volume. */
    String createNode(String image, String node, String address, List<String> environment, List<String> command) {
        HostConfig config = limited(NODE_MEMORY).withReadonlyRootfs(true);
        CreateContainerCmd create = create(image, node, address, config).withEnv(environment);
        return (command.isEmpty() ? create : create.withCmd(command)).exec().getId();
    }

    private HostConfig limited(long memory) {
        return HostConfig.newHostConfig()
                .withNetworkMode(name)
                .withMemory(memory)
                .withMemorySwap(memory)
                .withPidsLimit(PROCESSES_MAX)
                .withLogConfig(new LogConfig(LogConfig.LoggingType.JSON_FILE, Map.of()));
    }

    private CreateContainerCmd create(String image, String host, String address, HostConfig config) {
        return docker.createContainerCmd(image)
                .withName(name + "-" + host)
                .withAliases(host)
                .withIpv4Address(address)
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
