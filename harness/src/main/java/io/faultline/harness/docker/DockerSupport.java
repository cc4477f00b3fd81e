package io.faultline.harness.docker;

import java.util.Optional;

/**
 * Whether clusters of containers can be had here.
 *
 * <p>Whoever is about to run something on containers asks first, and shows the sentence: nothing is skipped silently.
 * With the system property {@code faultline.docker=require} a missing engine is a failure and no reason to skip; with
 * {@code faultline.docker=off} none is looked for.
 */
public final class DockerSupport {
    /** The system property that makes containers a must, or does without. */
    public static final String PROPERTY = "faultline.docker";

    private DockerSupport() {}

    /**
     * Why no cluster of containers can be started, and what to do about it, in one sentence; empty when one can.
     *
     * <p>Connects to the engine and pulls the images that are not built here, if they are missing: where they can be
     * pulled the first call may take minutes, where not, and ever after, a moment.
     */
    public static Optional<String> unavailableReason() {
        if ("off".equals(System.getProperty(PROPERTY))) {
            return Optional.of("containers are switched off by -D" + PROPERTY + "=off: leave it out to have them");
        }
        try {
            Engine engine = Engine.connect();
            engine.provide(ImageName.JAVA);
            engine.provide(ImageName.TOXIPROXY);
            return Optional.empty();
        } catch (EngineException e) {
            return Optional.of(e.getMessage());
        }
    }

    /**
     * Removes the containers, their volumes and the networks that killed trials left at this user's engine. Only what
     * carries our label.
     *
     * @param alsoRunning also what trials use that run at this moment
     * @throws EngineException when there is no engine
     */
    public static Removed removeClusters(boolean alsoRunning) {
        return RunResources.removeAll(Engine.connect().client(), alsoRunning);
    }

    /**
     * Makes sure that the engine has an image, pulling it if need be, and tells its name; for a {@link ContainerSystem}.
     *
     * @throws EngineException when there is no engine, or the image is not here and can't be pulled
     */
    public static String requireImage(String image) {
        return Engine.connect().require(image);
    }

    /** Whether the absence of containers is to count as a failure. */
    public static boolean isRequired() {
        return "require".equals(System.getProperty(PROPERTY));
    }
}
