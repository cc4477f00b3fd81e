package io.faultline.harness.docker;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.net.URI;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.ImageNameSubstitutor;
import org.testcontainers.utility.ResourceReaper;

/**
 * Two settings of Testcontainers that it takes from nowhere but environment variables, made for this JVM.
 *
 * <p>A process can't change its own environment, and a user of the JUnit extension should not have to. So this reaches
 * for three private fields by name; {@code SidecarTest} fails when a later Testcontainers has them no more. Both
 * settings leave alone what the user set by the variable, and neither can make anything worse than it was.
 */
final class Sidecar {
    /** The sidecar that removes what a killed JVM leaves behind, in the version of Testcontainers in use. */
    static final String IMAGE = "testcontainers/ryuk:0.14.0";

    private static final String OFF = "TESTCONTAINERS_RYUK_DISABLED";
    private static final String HOST = "TESTCONTAINERS_HOST_OVERRIDE";
    private static final String LOOPBACK = "127.0.0.1";

    private Sidecar() {}

    /** Whether the user has switched the sidecar off. */
    static boolean isOff() {
        return Boolean.parseBoolean(System.getenv(OFF));
    }

    /** The image of the sidecar, as the user's settings rename it. */
    static String image() {
        return ImageNameSubstitutor.instance()
                .apply(DockerImageName.parse(IMAGE))
                .asCanonicalNameString();
    }

    /**
     * Goes on without the sidecar, as {@code TESTCONTAINERS_RYUK_DISABLED=true} would; Testcontainers then cleans up by
     * a shutdown hook. To be called before the first use of its client. Without this it would try for two minutes to
     * pull an image that can't be had, and then give up altogether.
     */
    static void switchOff() {
        try {
            Constructor<?> withHook = Class.forName("org.testcontainers.utility.JVMHookResourceReaper")
                    .getDeclaredConstructor();
            withHook.setAccessible(true);
            Field instance = ResourceReaper.class.getDeclaredField("instance");
            instance.setAccessible(true);
            instance.set(null, withHook.newInstance());
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new EngineException(
                    "the clean-up sidecar " + IMAGE + " can't be had and not be switched off: set " + OFF + "=true", e);
        }
    }

    /**
     * Looks for published ports where the harness publishes them. Within a container Testcontainers would look at the
     * bridge's gateway, where a port of the loopback address does not answer.
     */
    static void lookAtLoopback(URI engine) {
        if (!"unix".equals(engine.getScheme()) || System.getenv(HOST) != null) {
            return;
        }
        try {
            Field strategy = DockerClientFactory.class.getDeclaredField("strategy");
            strategy.setAccessible(true);
            Field address = DockerClientProviderStrategy.class.getDeclaredField("dockerHostIpAddress");
            address.setAccessible(true);
            address.set(strategy.get(DockerClientFactory.instance()), LOOPBACK);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new EngineException(
                    "Testcontainers can't be told the address of this machine: set " + HOST + "=" + LOOPBACK, e);
        }
    }
}
