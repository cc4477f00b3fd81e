package io.faultline.harness.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Info;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.dockerclient.TransportConfig;

/**
 * The Docker engine of this machine, connected to once per JVM; may be used by any thread.
 *
 * <p>Every failure is an {@link EngineException} with a sentence for the user.
 */
final class Engine {
    private static final String WHAT_TO_DO = "start Docker, or run .ci/provision as root, which installs and starts it";
    private static final Path SOCKET = Path.of("/var/run/docker.sock");
    private static final Duration PULL_WITHIN = Duration.ofMinutes(10);

    /** Where a registry can be reached at all, the sidecar of a few megabytes comes in this time. */
    private static final Duration PULL_SIDECAR_WITHIN = Duration.ofSeconds(10);

    private static Engine connected;
    private static EngineException failure;

    private final DockerClient client;

    private Engine(DockerClient client) {
        this.client = client;
    }

    /** Connects; a failure is remembered, so that not every test suite finds out anew. */
    static synchronized Engine connect() {
        if (failure != null) {
            throw failure;
        }
        if (connected == null) {
            try {
                connected = new Engine(setUp());
            } catch (EngineException e) {
                failure = e;
                throw e;
            }
        }
        return connected;
    }

    /** The client of docker-java, for what this class has no method for. */
    DockerClient client() {
        return client;
    }

    private static DockerClient setUp() {
        try {
            TransportConfig transport = DockerClientFactory.instance().getTransportConfig();
            URI host = transport.getDockerHost();
            requireLocal(host);
            Sidecar.lookAtLoopback(host);
            // A client of our own: asking for Testcontainers' own one already starts the sidecar.
            DockerClient client = DockerClientProviderStrategy.getClientForConfig(transport);
            Info info = client.infoCmd().exec();
            if (!"linux".equals(info.getOsType())) {
                throw new EngineException(
                        "the Docker engine runs " + info.getOsType() + " containers: switch it to Linux containers");
            }
            Engine engine = new Engine(client);
            if (!Sidecar.isOff() && !engine.provideSidecar()) {
                Sidecar.switchOff();
            }
            return DockerClientFactory.instance().client();
        } catch (EngineException e) {
            throw e;
        } catch (RuntimeException e) {
            // Testcontainers and docker-java have many types for this, and none of their messages fits on a line.
            throw Files.exists(SOCKET) && !Files.isWritable(SOCKET)
                    ? new EngineException(
                            "this user may not use the Docker engine: join the group that owns " + SOCKET, e)
                    : new EngineException("no Docker engine answers: " + WHAT_TO_DO, e);
        }
    }

    /** Ports are published at the loopback address of the engine's machine, so that must be this one. */
    private static void requireLocal(URI host) {
        String name = host.getHost();
        boolean local = name == null || name.equals("localhost") || name.startsWith("127.");
        if (!local) {
            throw new EngineException("the Docker engine is on another machine (" + host
                    + "), where published ports can't be reached: unset DOCKER_HOST, or name an engine of this one");
        }
    }

    private boolean provideSidecar() {
        String image = Sidecar.image();
        return isLocal(image) || pull(image, PULL_SIDECAR_WITHIN).isEmpty();
    }

    /** Whether the engine has that image. */
    boolean isLocal(String image) {
        return find(image).isPresent();
    }

    /** The content address of an image the engine has. */
    Optional<String> find(String image) {
        try {
            return Optional.of(client.inspectImageCmd(image).exec().getId());
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    /** Makes sure that the engine has one of the images the harness does not build, pulling it if need be. */
    String provide(ImageName which) {
        String image = which.choose(System.getProperties(), System.getenv(), this::isLocal)
                .orElseThrow(() -> new EngineException(
                        "there is no image of " + which.name().toLowerCase(Locale.ROOT)
                                + " here: run .ci/provision, which builds one, or name one with " + which.variable()));
        if (!isLocal(image)) {
            pull(image, PULL_WITHIN).ifPresent(why -> {
                throw new EngineException("the image " + image + " is not here and can't be pulled (" + why
                        + "): run .ci/provision, which builds one, or name another with " + which.variable());
            });
        }
        return image;
    }

    /** Makes sure that the engine has an image, pulling it if need be. */
    String require(String image) {
        if (!isLocal(image)) {
            pull(image, PULL_WITHIN).ifPresent(why -> {
                throw new EngineException("the image " + image + " is not here and can't be pulled (" + why
                        + "): load or build it under that name");
            });
        }
        return image;
    }

    /** Pulls an image; tells why it could not, or nothing. */
    private Optional<String> pull(String image, Duration within) {
        try {
            return client.pullImageCmd(image)
                            .exec(new PullImageResultCallback())
                            .awaitCompletion(within.toMillis(), TimeUnit.MILLISECONDS)
                    ? Optional.empty()
                    : Optional.of("not within " + within.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        } catch (RuntimeException e) {
            // docker-java has no type of its own for what went wrong on the engine's side of a pull.
            return Optional.of(
                    String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }
}
