package io.faultline.harness.cli;

import io.faultline.harness.cli.DoctorCommand.Probe;
import java.io.File;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What this machine has of the things that trials and tests need. */
final class Machine {
    private static final int JAVA_LEAST = 17;
    private static final long MEMORY_LEAST_MB = 128;
    private static final int CLOCK_READS = 100_000;
    private static final String DOCKER_SOCKET = "/var/run/docker.sock";

    private Machine() {}

    static List<Probe> probes(Map<String, String> environment) {
        return List.of(
                java(), cores(), memory(), temporaryFolder(), clock(), docker(environment), chromium(environment));
    }

    private static Probe java() {
        int feature = Runtime.version().feature();
        String finding = System.getProperty("java.version") + ", " + System.getProperty("java.vendor");
        return feature >= JAVA_LEAST
                ? new Probe("java", true, true, finding)
                : new Probe("java", false, true, finding + "; install version " + JAVA_LEAST + " or later");
    }

    private static Probe cores() {
        int cores = Runtime.getRuntime().availableProcessors();
        return new Probe("cores", true, true, cores + (cores == 1 ? "; container suites will be slow" : ""));
    }

    private static Probe memory() {
        long megabytes = Runtime.getRuntime().maxMemory() >> 20;
        String finding = megabytes + " MB of heap";
        return megabytes >= MEMORY_LEAST_MB
                ? new Probe("memory", true, true, finding)
                : new Probe(
                        "memory",
                        false,
                        true,
                        finding + "; give more with FAULTLINE_JAVA_OPTS=-Xmx" + MEMORY_LEAST_MB + "m");
    }

    private static Probe temporaryFolder() {
        String folder = System.getProperty("java.io.tmpdir");
        try {
            Files.delete(Files.writeString(Files.createTempFile("faultline", ".probe"), "probe"));
            return new Probe("temp", true, true, folder + " can be written to");
        } catch (IOException error) {
            return new Probe(
                    "temp",
                    false,
                    true,
                    folder + " cannot be written to; free space, or name another folder with"
                            + " FAULTLINE_JAVA_OPTS=-Djava.io.tmpdir=DIR");
        }
    }

    private static Probe clock() {
        long last = System.nanoTime();
        for (int i = 0; i < CLOCK_READS; i++) {
            long now = System.nanoTime();
            if (now < last) {
                return new Probe(
                        "clock",
                        false,
                        false,
                        "went back by " + (last - now) + " ns; real-time trials would be wrong"
                                + " here: look for a broken clock source of the virtual machine");
            }
            last = now;
        }
        return new Probe("clock", true, false, "monotonic");
    }

    private static Probe docker(Map<String, String> environment) {
        String host = environment.getOrDefault("DOCKER_HOST", "");
        if (!host.isEmpty() && !host.startsWith("unix:")) {
            return new Probe("docker", true, false, "DOCKER_HOST is " + host + " (not asked)");
        }
        String socket = DOCKER_SOCKET;
        try {
            socket = host.isEmpty() ? socket : URI.create(host).getPath();
            if (answers(Path.of(socket))) {
                return new Probe("docker", true, false, "an engine listens at " + socket);
            }
        } catch (IllegalArgumentException notAPath) {
            socket = host;
        }
        return new Probe(
                "docker",
                false,
                false,
                "no engine at " + socket + ": container suites are skipped; install and start"
                        + " Docker, or set DOCKER_HOST");
    }

    private static boolean answers(Path socket) {
        if (!Files.exists(socket)) {
            return false;
        }
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException | UnsupportedOperationException refused) {
            return false;
        }
    }

    private static Probe chromium(Map<String, String> environment) {
        boolean browser = onPath(environment, "chromium") || onPath(environment, "chromium-browser");
        boolean driver = onPath(environment, "chromedriver");
        if (browser && driver) {
            return new Probe("chromium", true, false, "browser and driver");
        }
        String missing = browser ? "chromedriver" : driver ? "chromium" : "chromium and chromedriver";
        return new Probe(
                "chromium",
                false,
                false,
                missing + " not found: the browser tests of the report are skipped; install"
                        + " the packages chromium and chromium-driver");
    }

    private static boolean onPath(Map<String, String> environment, String program) {
        for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
            try {
                if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, executable(program)))) {
                    return true;
                }
            } catch (InvalidPathException odd) {
                // Such a folder holds nothing that could be started.
            }
        }
        return false;
    }

    private static String executable(String program) {
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        return windows ? program + ".exe" : program;
    }
}
