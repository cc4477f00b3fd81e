package io.faultline.harness.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** One node in a container: the image is what a cluster is going to rely on. */
@NeedsDocker
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodeImageIT {
    private static final ExposedPort CLIENTS = ExposedPort.tcp(8000);
    private static final Duration UP_WITHIN = Duration.ofSeconds(20);

    private final String name = "faultline-node-image-it-" + UUID.randomUUID();
    private final HttpClient http = HttpClient.newHttpClient();
    private DockerClient docker;
    private String image;
    private String container;

    @BeforeAll
    void start() {
        image = NodeImage.provide();
        docker = Engine.connect().client();
        docker.createVolumeCmd().withName(name).exec();
        container = docker.createContainerCmd(image)
                .withName(name)
                .withEnv("FAULTLINE_NODE=n1", "FAULTLINE_PEERS=n1=localhost:7000")
                .withExposedPorts(CLIENTS)
                .withLabels(Map.of("io.faultline.test", name))
                .withHostConfig(HostConfig.newHostConfig()
                        .withReadonlyRootfs(true)
                        .withBinds(new Bind(name, new Volume("/data")))
                        .withPortBindings(new PortBinding(Ports.Binding.bindIp("127.0.0.1"), CLIENTS)))
                .exec()
                .getId();
        docker.startContainerCmd(container).exec();
    }

    @AfterAll
    void removeAll() {
        if (container != null) {
            docker.removeContainerCmd(container).withForce(true).exec();
            assertThat(docker.listContainersCmd()
                            .withShowAll(true)
                            .withLabelFilter(Map.of("io.faultline.test", name))
                            .exec())
                    .as("containers left")
                    .isEmpty();
        }
        if (docker != null) {
            docker.removeVolumeCmd(name).exec();
        }
    }

    @Test
    void isBuiltOncePerContent() {
        String id = docker.inspectImageCmd(image).exec().getId();
        long began = System.nanoTime();

        assertThat(NodeImage.provide()).isEqualTo(image);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        assertThat(docker.inspectImageCmd(image).exec().getId()).isEqualTo(id);
    }

    @Test
    void runsWithoutRightsAndWritesNothingButItsData() {
        awaitStatus();

        InspectContainerResponse state = inspect();

        assertThat(state.getConfig().getUser()).isEqualTo("10001:10001");
        assertThat(state.getHostConfig().getReadonlyRootfs()).isTrue();
        assertThat(docker.containerDiffCmd(container).exec()).isNullOrEmpty();
    }

    @Test
    void comesBackFromAKillWithItsTerm() {
        await("the only node leads")
                .atMost(UP_WITHIN)
                .until(() -> "leader".equals(awaitStatus().path("role").asString()));
        JsonNode before = awaitStatus();

        docker.killContainerCmd(container).exec();
        await("killed").atMost(UP_WITHIN).until(() -> !inspect().getState().getRunning());
        docker.startContainerCmd(container).exec();
        JsonNode after = awaitStatus();

        assertThat(after.path("incarnation").asInt())
                .isEqualTo(before.path("incarnation").asInt() + 1);
        assertThat(after.path("term").asLong())
                .isGreaterThanOrEqualTo(before.path("term").asLong());
    }

    @Test
    void stopsInGoodOrderWithinTwoSeconds() {
        awaitStatus();
        try {
            long began = System.nanoTime();
            docker.stopContainerCmd(container).withTimeout(10).exec();

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
            assertThat(inspect().getState().getExitCodeLong()).isZero();
        } finally {
            docker.startContainerCmd(container).exec();
        }
    }

    private InspectContainerResponse inspect() {
        return docker.inspectContainerCmd(container).exec();
    }

    /** What the node says of itself, asked until it answers; the port is another one after each start. */
    private JsonNode awaitStatus() {
        return await("an answer of the node")
                .atMost(UP_WITHIN)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(this::status, status -> status.has("term"));
    }

    private JsonNode status() throws IOException, InterruptedException {
        Ports.Binding[] bindings =
                inspect().getNetworkSettings().getPorts().getBindings().get(CLIENTS);
        assertThat(bindings).hasSize(1);
        assertThat(bindings[0].getHostIp()).isEqualTo("127.0.0.1");
        URI uri = URI.create("http://127.0.0.1:" + bindings[0].getHostPortSpec() + "/status");
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(1)).build();
        return new ObjectMapper()
                .readTree(
                        http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
}
