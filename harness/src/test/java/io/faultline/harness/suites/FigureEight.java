package io.faultline.harness.suites;

import io.faultline.checkers.history.LogFact;
import io.faultline.checkers.history.NodeEvent;
import io.faultline.checkers.history.NodeFact;
import io.faultline.harness.junit.ScriptedCluster;
import io.faultline.node.raft.Features;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Figure 8 of the paper, step by step, with whoever happens to lead in the parts.
 *
 * <pre>
 *   (a) the first leader's entries reach one follower, and both crash
 *   (b) another node leads with the votes of the rest; its entry, at the same index, reaches nobody, and it crashes
 *   (c) one of the first two leads again; its old entries reach a majority, the entry of its own term does not
 *   (d) those two crash, and the node of (b) leads again: it overwrites the old entries
 * </pre>
 *
 * <p>In (c) the old entries fill a message, so that the new one comes with the next, which is lost.
 */
public final class FigureEight {
    /** As many as a message takes. */
    private static final int OLD_ENTRIES = Features.Limits.DEFAULT.batchEntries();

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ScriptedCluster cluster;
    private long base;
    private boolean committedByCounting;

    private FigureEight(ScriptedCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Plays it on five nodes.
     *
     * @return whether in (c) the old entries were committed, as no correct node does
     */
    public static boolean play(ScriptedCluster cluster) {
        FigureEight story = new FigureEight(cluster);
        story.play();
        return story.committedByCounting;
    }

    private void play() {
        String first = cluster.awaitSettled();
        String companion = cluster.after(first);
        List<String> rest = cluster.others(first, companion);
        waitUntil(
                "all have applied the first entry",
                () -> cluster.nodes().stream().allMatch(n -> applied(n) > 0));
        base = applied(first);

        replicateToOne(first, companion, rest);
        String other = leadInVain(rest);
        String again = replicateOldEntries(List.of(first, companion), rest, other);
        overwrite(again.equals(first) ? List.of(first, companion) : List.of(companion, first), rest, other);
    }

    /** (a) */
    private void replicateToOne(String first, String companion, List<String> rest) {
        int partition = cluster.partition(List.of(first, companion), rest);
        for (int i = 0; i < OLD_ENTRIES; i++) {
            cluster.clients().start(first, "old " + i, outcome -> {});
        }
        waitUntil(companion + " has the old entries", () -> appended(companion) >= base + OLD_ENTRIES);
        cluster.crash(first, companion);
        cluster.end(partition);
    }

    /** (b) */
    private String leadInVain(List<String> rest) {
        waitUntil(
                "one of " + rest + " leads, with an entry", () -> rest.stream().anyMatch(n -> appended(n) > base));
        String other =
                rest.stream().filter(node -> appended(node) > base).findFirst().orElseThrow();
        cluster.isolate(other);
        cluster.crash(other);
        return other;
    }

    /** (c) */
    private String replicateOldEntries(List<String> pair, List<String> rest, String other) {
        List<String> two = rest.stream().filter(node -> !node.equals(other)).toList();
        String third = two.get(0);
        long before = lastTerm();
        cluster.isolate(two.get(1));
        cluster.restart(pair.toArray(String[]::new));
        waitUntil("one of " + pair + " leads again", () -> lastTerm() > before);
        String again = lastLeader().node();
        waitUntil(third + " has the old entries", () -> appended(third) >= base + OLD_ENTRIES);
        int cut = cluster.cut(again, third);
        cluster.runFor(Duration.ofMillis(50));
        committedByCounting = applied(again) > base;
        cluster.crash(pair.toArray(String[]::new));
        cluster.end(cut);
        cluster.connect(two.get(1));
        return again;
    }

    /** (d) */
    private void overwrite(List<String> pair, List<String> rest, String other) {
        long before = lastTerm();
        cluster.connect(other);
        cluster.restart(other);
        waitUntil(other + " leads again", () -> lastTerm() > before);
        waitUntil("its entries are applied", () -> rest.stream().allMatch(node -> applied(node) > base + 1));
        cluster.restart(pair.toArray(String[]::new));
        waitUntil("all have applied them", () -> cluster.nodes().stream().allMatch(node -> applied(node) > base + 1));
    }

    private void waitUntil(String what, BooleanSupplier condition) {
        cluster.waitUntil(what, condition, PATIENCE);
    }

    private NodeEvent lastLeader() {
        List<NodeEvent> leaders = Said.all(cluster, NodeFact.Leader.class);
        return leaders.get(leaders.size() - 1);
    }

    private long lastTerm() {
        return lastLeader().term();
    }

    /** The last entry the node has said its log to hold. */
    private long appended(String node) {
        return Said.by(cluster, node, LogFact.Appended.class).stream()
                .map(event -> (LogFact.Appended) event.fact())
                .mapToLong(fact -> fact.from() + fact.terms().size() - 1)
                .max()
                .orElse(0);
    }

    /** The last entry that this start of the node has said to have applied. */
    private long applied(String node) {
        long last = 0;
        for (NodeEvent event : Said.by(cluster, node, NodeFact.class)) {
            if (event.fact() instanceof NodeFact.Started) {
                last = 0;
            } else if (event.fact() instanceof LogFact.Applied applied) {
                last = applied.from() + applied.digests().size() - 1;
            }
        }
        return last;
    }
}
