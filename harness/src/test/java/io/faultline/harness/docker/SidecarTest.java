package io.faultline.harness.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.utility.ResourceReaper;

/** Says that {@link Sidecar} still knows Testcontainers from the inside; needs no engine. */
class SidecarTest {
    @Test
    void theImageIsTheOneThatTestcontainersWouldStart() throws IOException {
        try (InputStream code = ResourceReaper.class.getResourceAsStream("RyukContainer.class")) {
            assertThat(code).isNotNull();
            assertThat(new String(code.readAllBytes(), StandardCharsets.ISO_8859_1))
                    .contains(Sidecar.IMAGE);
        }
    }

    @Test
    void thePrivateFieldsAreStillThere() throws ReflectiveOperationException {
        assertThat(ResourceReaper.class.getDeclaredField("instance").getType()).isEqualTo(ResourceReaper.class);
        assertThat(DockerClientFactory.class.getDeclaredField("strategy").getType())
                .isEqualTo(DockerClientProviderStrategy.class);
        assertThat(DockerClientProviderStrategy.class
                        .getDeclaredField("dockerHostIpAddress")
                        .getType())
                .isEqualTo(String.class);
        assertThat(ResourceReaper.class)
                .isAssignableFrom(Class.forName("org.testcontainers.utility.JVMHookResourceReaper"));
    }
}
