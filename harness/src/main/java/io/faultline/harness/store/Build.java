package io.faultline.harness.store;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which Faultline this is: told in every trial, so that a replay that comes out differently can be explained.
 *
 * <p>The commit comes from the environment: the launcher runs what it built from its own checkout and so knows. Whoever
 * starts the jar by other means gets {@code unknown}, which harms nothing.
 */
public final class Build {
    /** What stands where a commit or version cannot be told. */
    public static final String UNKNOWN = "unknown";

    private static final String VARIABLE = "FAULTLINE_COMMIT";
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,64}(-dirty)?");

    private Build() {}

    /** The commit this was built from, with {@code -dirty} behind it when sources were changed since. */
    public static String commit() {
        return commit(System.getenv());
    }

    static String commit(Map<String, String> environment) {
        String commit = environment.getOrDefault(VARIABLE, UNKNOWN);
        return COMMIT.matcher(commit).matches() ? commit : UNKNOWN;
    }

    /** The version of Faultline, from the jar. */
    public static String version() {
        String version = Build.class.getPackage().getImplementationVersion();
        return version == null ? UNKNOWN : version;
    }
}
