package io.faultline.harness.docker;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The images that the harness does not build itself, and where each of their names comes from.
 *
 * <p>In this order: the system property, the environment variable, the image that {@code .ci/provision} builds where
 * none can be pulled, and the official one.
 */
enum ImageName {
    /** The base of the node's image: any with a Java run-time of version 17 or later. */
    JAVA("faultline.java.image", "FAULTLINE_JAVA_IMAGE", "faultline/jre:17-local", "eclipse-temurin:17-jre"),
    /** Toxiproxy, version 2.12.0. */
    TOXIPROXY("faultline.toxiproxy.image", "FAULTLINE_TOXIPROXY_IMAGE", "faultline/toxiproxy:2.12.0-local", null);

    private final String property;
    private final String variable;
    private final String local;
    private final String official;

    ImageName(String property, String variable, String local, String official) {
        this.property = property;
        this.variable = variable;
        this.local = local;
        this.official = official;
    }

    /** The environment variable that names it. */
    String variable() {
        return variable;
    }

    /**
     * The name to use; empty when nobody names one and there is no official image to fall back on.
     *
     * @param isLocal whether the engine has an image of that name
     */
    Optional<String> choose(Map<?, ?> properties, Map<String, String> environment, Predicate<String> isLocal) {
        Object byProperty = properties.get(property);
        if (byProperty instanceof String name && !name.isBlank()) {
            return Optional.of(name.strip());
        }
        String byVariable = environment.getOrDefault(variable, "");
        if (!byVariable.isBlank()) {
            return Optional.of(byVariable.strip());
        }
        return isLocal.test(local) ? Optional.of(local) : Optional.ofNullable(official);
    }
}
