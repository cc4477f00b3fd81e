package io.faultline.harness.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.history.ConditionEvent;
import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.checkers.history.Link;
import io.faultline.harness.cluster.ClusterSpec;
import io.faultline.nemesis.fault.CutKind;
import io.faultline.nemesis.fault.DownMode;
import io.faultline.nemesis.fault.Injection;
import io.faultline.nemesis.fault.LinkShape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Checkers judge by recorded conditions alone, so these must be what the faults do, after every change. */
class RecordedConditionsTest {
    private static final long MS = 1_000_000;

    private final Map<Integer, Injection> active = new HashMap<>();

    @Test
    void afterEveryChangeTheLastConditionIsWhatTheFaultsInForceAmountTo() {
        for (long seed = 1; seed <= 60; seed++) {
            active.clear();
            Random random = new Random(seed);
            HistoryRecorder recorder = new HistoryRecorder();
            try (SimulatedCluster cluster =
                    new SimulatedGround(SimulationSettings.PLAIN).openSimulated(ClusterSpec.of(5), seed, recorder)) {
                cluster.start();
                cluster.runUntil(1_000 * MS);
                for (int step = 1; step <= 60; step++) {
                    change(cluster, random, step);
                    // Long enough for a clock that jumped or a slow disk to be called well again.
                    cluster.runUntil(cluster.timeline().now() + 1_500 * MS);
                    ConditionEvent last = last(recorder.soFar());
                    String place = "seed " + seed + ", step " + step + ", in force " + active;
                    assertThat(new TreeSet<>(last.condition().down())).as(place).isEqualTo(down());
                    assertThat(new TreeSet<>(last.condition().cut())).as(place).isEqualTo(cut());
                    assertThat(new TreeSet<>(last.condition().degraded()))
                            .as(place)
                            .isEqualTo(degraded());
                    assertThat(new TreeSet<>(last.condition().paused()))
                            .as(place)
                            .isEqualTo(paused());
                }
            }
        }
    }

    private void change(SimulatedCluster cluster, Random random, int step) {
        if (active.size() > 3 || !active.isEmpty() && random.nextInt(3) == 0) {
            List<Integer> ids = new ArrayList<>(active.keySet());
            Collections.sort(ids);
            int id = ids.get(random.nextInt(ids.size()));
            cluster.faults().end(id, active.remove(id), outcome -> {});
        } else {
            Injection injection = draw(random);
            active.put(step, injection);
            cluster.faults().begin(step, injection, outcome -> {});
        }
    }

    private static Injection draw(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new Injection.CutLinks(links(random), CutKind.BLACK_HOLE);
            case 1 -> new Injection.ShapeLinks(links(random), new LinkShape.Delay(100 * MS, 0));
            case 2 -> new Injection.NodesDown(List.of(node(random)), DownMode.KILL);
            default -> new Injection.NodesPaused(List.of(node(random)));
        };
    }

    private static Set<io.faultline.nemesis.fault.Link> links(Random random) {
        Set<io.faultline.nemesis.fault.Link> links = new LinkedHashSet<>();
        while (links.size() < 3) {
            String from = node(random);
            String to = node(random);
            if (!from.equals(to)) {
                links.add(new io.faultline.nemesis.fault.Link(from, to));
            }
        }
        return links;
    }

    private static String node(Random random) {
        return "n" + (1 + random.nextInt(5));
    }

    private static ConditionEvent last(List<Event> events) {
        ConditionEvent last = null;
        for (Event event : events) {
            if (event instanceof ConditionEvent condition) {
                last = condition;
            }
        }
        return last;
    }

    private Set<String> down() {
        Set<String> nodes = new TreeSet<>();
        active.values().forEach(injection -> {
            if (injection instanceof Injection.NodesDown down) {
                nodes.addAll(down.nodes());
            }
        });
        return nodes;
    }

    private Set<String> paused() {
        Set<String> nodes = new TreeSet<>();
        active.values().forEach(injection -> {
            if (injection instanceof Injection.NodesPaused paused) {
                nodes.addAll(paused.nodes());
            }
        });
        nodes.removeAll(down());
        return nodes;
    }

    private Set<Link> cut() {
        Set<Link> links = new TreeSet<>();
        active.values().forEach(injection -> {
            if (injection instanceof Injection.CutLinks cut) {
                cut.links().forEach(link -> links.add(new Link(link.from(), link.to())));
            }
        });
        return links;
    }

    private Set<Link> degraded() {
        Set<Link> links = new TreeSet<>();
        active.values().forEach(injection -> {
            if (injection instanceof Injection.ShapeLinks shaped) {
                shaped.links().forEach(link -> links.add(new Link(link.from(), link.to())));
            }
        });
        links.removeAll(cut());
        return links;
    }
}
