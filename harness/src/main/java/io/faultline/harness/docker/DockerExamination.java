package io.faultline.harness.docker;

import com.github.dockerjava.api.model.Info;
import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.checkers.history.NodeEvent;
import io.faultline.harness.cluster.Cluster;
import io.faultline.harness.cluster.ClusterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What this machine has of the things that clusters of containers need: engine, memory, images, and, when those are
 * there, a cluster of one node that is started for a moment, for ports and clock. Pulls nothing.
 *
 * <pre>{@code
 * DockerExamination.examine().forEach(finding -> System.out.println(finding.text()));
 * }</pre>
 */
public final class DockerExamination {
    /** Five nodes and a proxy at their limits, and something for the engine. */
    private static final long MEMORY_LEAST_MB = 1_536;

    private static final long LEADER_WITHIN = 10_000_000_000L;
    private static final long CLOCK_OFF_MAX = 60_000_000_000L;

    private final List<Finding> findings = new ArrayList<>();

    private DockerExamination() {}

    /**
     * One thing that was looked at.
     *
     * @param what one word or two
     * @param text what was found, and what to do about it if that is not well
     */
    public record Finding(String what, boolean ok, String text) {}

    /** Looks at one thing after the other, as far as each makes sense without the one before. */
    public static List<Finding> examine() {
        DockerExamination examination = new DockerExamination();
        try {
            examination.run(Engine.connect());
        } catch (EngineException e) {
            examination.add("containers", false, e.getMessage());
        }
        return List.copyOf(examination.findings);
    }

    private void run(Engine engine) {
        Info info = engine.client().infoCmd().exec();
        add("engine", true, "Docker " + info.getServerVersion() + ", " + info.getDriver());
        memory(Optional.ofNullable(info.getMemTotal()).orElse(0L) >> 20);
        boolean images =
                image(engine, "java image", ImageName.JAVA) & image(engine, "proxy image", ImageName.TOXIPROXY);
        if (images) {
            try {
                cluster();
            } catch (EngineException e) {
                add("ports", false, e.getMessage());
            }
        }
    }

    private void memory(long megabytes) {
        String finding = String.format(Locale.ROOT, "the engine has %d MB", megabytes);
        boolean enough = megabytes >= MEMORY_LEAST_MB;
        add(
                "engine memory",
                enough,
                enough ? finding : finding + ", five nodes want " + MEMORY_LEAST_MB + ": give it more, or run three");
    }

    private boolean image(Engine engine, String what, ImageName which) {
        Optional<String> name = which.choose(System.getProperties(), System.getenv(), engine::isLocal);
        boolean here = name.filter(engine::isLocal).isPresent();
        String otherwise = name.map(image -> image + " is not here: docker pull " + image + ", or run .ci/provision")
                .orElse("none is here: run .ci/provision, or name one with " + which.variable());
        add(what, here, here ? name.orElseThrow() : otherwise);
        return here;
    }

    /** Its leader is known only when image, network, proxy, published ports and events all work. */
    private void cluster() {
        HistoryRecorder recorder = new HistoryRecorder();
        long began = System.nanoTime();
        try (Cluster cluster = new DockerGround().open(ClusterSpec.of(1), 1, recorder)) {
            cluster.start();
            boolean led =
                    cluster.runUntil(() -> cluster.faults().view().leader().isPresent(), LEADER_WITHIN);
            String seconds = String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - began) / 1e9);
            add(
                    "ports",
                    led,
                    led
                            ? "the proxy answers at 127.0.0.1, and a node led " + seconds
                                    + " after its start was asked for"
                            : "a node was started, but nothing is heard of it: look at its log with docker logs");
        }
        clock(recorder.finish().events());
    }

    private void clock(List<Event> events) {
        boolean same = events.stream()
                .filter(NodeEvent.class::isInstance)
                .map(NodeEvent.class::cast)
                .allMatch(event -> Math.abs(System.nanoTime() - event.clock()) < CLOCK_OFF_MAX);
        add(
                "node clock",
                same,
                same
                        ? "containers share this machine's monotonic clock"
                        : "containers have another clock than this machine: events get the time of their receipt");
    }

    private void add(String what, boolean ok, String text) {
        findings.add(new Finding(what, ok, text));
    }
}
