package io.faultline.harness.docker;

import io.faultline.node.process.NodeMain;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.images.builder.Transferable;

/**
 * The container image of the node, built when it is needed.
 *
 * <p>The Dockerfile lies in the node's jar, the node itself is on the class path: Maven's artifacts are all it takes. An
 * image is named by the hash of what goes into it, so it is built once per version and base, and never is the wrong one.
 *
 * <pre>{@code
 * String image = NodeImage.provide(); // faultline/node:0d4c6f1a2b3e
 * }</pre>
 */
public final class NodeImage {
    private static final String REPOSITORY = "faultline/node:";
    private static final int HASH_DIGITS = 12;
    private static final String DOCKERFILE = "/io/faultline/node/image/Dockerfile";

    /** Where the Dockerfile expects the jar. */
    private static final String JAR = "target/faultline-node.jar";

    private static final String BASE_ARGUMENT = "JAVA_IMAGE";

    private NodeImage() {}

    /**
     * Builds the image unless the engine has it already, and tells its name.
     *
     * @throws EngineException when there is no engine or no base image, or the build fails
     */
    public static synchronized String provide() {
        Engine engine = Engine.connect();
        String base = engine.provide(ImageName.JAVA);
        byte[] dockerfile;
        byte[] jar;
        try {
            dockerfile = dockerfile();
            jar = NodeJar.bytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the node's image can't be put together", e);
        }
        // By the base's content and not by its name, which stands for something newer now and then.
        String baseId = engine.find(base).orElse(base);
        String name = REPOSITORY + hash(baseId.getBytes(StandardCharsets.UTF_8), dockerfile, jar);
        if (!engine.isLocal(name)) {
            build(name, base, dockerfile, jar);
        }
        return name;
    }

    private static void build(String name, String base, byte[] dockerfile, byte[] jar) {
        ImageFromDockerfile image = new ImageFromDockerfile(name, false)
                .withFileFromTransferable("Dockerfile", Transferable.of(dockerfile))
                .withFileFromTransferable(JAR, Transferable.of(jar))
                .withBuildArg(BASE_ARGUMENT, base)
                // No step needs one, so a machine whose default network is broken can have the image all the same.
                .withBuildImageCmdModifier(command -> command.withNetworkMode("none"));
        try {
            image.get();
        } catch (RuntimeException e) {
            throw new EngineException(
                    "the node's image can't be built on " + base + ": " + e.getMessage() + "; name another base with "
                            + ImageName.JAVA.variable(),
                    e);
        }
    }

    private static byte[] dockerfile() throws IOException {
        try (InputStream in = NodeMain.class.getResourceAsStream(DOCKERFILE)) {
            if (in == null) {
                throw new IOException("the node on the class path comes without its Dockerfile");
            }
            return in.readAllBytes();
        }
    }

    private static String hash(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                // Lengths too, or two splits of the same bytes would be one.
                digest.update((part.length + ":").getBytes(StandardCharsets.US_ASCII));
                digest.update(part);
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
