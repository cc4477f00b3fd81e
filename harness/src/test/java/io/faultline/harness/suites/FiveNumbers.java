package io.faultline.harness.suites;

import io.faultline.harness.cluster.Traffic;
import io.faultline.harness.junit.ScriptedCluster;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** The five numbers the lab prints for each test: seconds, peers, RPCs, bytes, commits; here as means over all seeds. */
final class FiveNumbers {
    private final Map<String, Sum> sums = new ConcurrentSkipListMap<>();

    /** A test has come to its end; {@code commits} is how many entries its nodes applied. */
    void count(String test, ScriptedCluster cluster, long commits) {
        Traffic traffic = cluster.traffic().orElse(Traffic.NONE);
        Sum one = new Sum(1, cluster.now().toNanos(), cluster.nodes().size(), traffic, commits);
        sums.merge(test, one, Sum::plus);
    }

    void print() {
        sums.forEach((test, sum) -> System.out.println(String.format(
                Locale.ROOT,
                "%-24s %6.1f s  %d peers  %6d RPCs  %9d bytes  %5d commits  (mean of %d seeds)",
                test,
                sum.nanos / 1e9 / sum.trials,
                sum.peers,
                sum.traffic.rpcs() / sum.trials,
                sum.traffic.bytes() / sum.trials,
                sum.commits / sum.trials,
                sum.trials)));
    }

    private record Sum(int trials, long nanos, int peers, Traffic traffic, long commits) {
        Sum plus(Sum other) {
            return new Sum(
                    trials + other.trials,
                    nanos + other.nanos,
                    peers,
                    traffic.plus(other.traffic),
                    commits + other.commits);
        }
    }
}
