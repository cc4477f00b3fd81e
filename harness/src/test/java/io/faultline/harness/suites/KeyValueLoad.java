package io.faultline.harness.suites;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.harness.junit.ScriptedCluster;
import io.faultline.harness.junit.lab.Clerk;
import io.faultline.harness.junit.lab.Lab;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The body of the lab's key–value tests: three times clients append and read for five seconds, while the network and the
 * nodes fail; then each client's appends are there once and in order.
 *
 * <p>All that clients see is judged, but where they now and then empty each other's keys: of a list that is written and
 * appended to nothing can be told.
 *
 * <p>A key holds the list of what was appended to it, where the lab's holds one text. Clients pause a little between
 * requests: in the lab each request takes so long by itself.
 */
final class KeyValueLoad {
    private static final int ITERATIONS = 3;
    private static final Duration ITERATION = Duration.ofSeconds(5);
    private static final Duration LAST_REQUESTS = Duration.ofSeconds(20);

    private final ScriptedCluster cluster;
    private final Lab lab;
    private final int count;
    private boolean randomKeys;
    private boolean unreliable;
    private boolean crashes;
    private boolean partitions;
    private long logBytesMax = Long.MAX_VALUE;

    KeyValueLoad(ScriptedCluster cluster, Lab lab, int clients) {
        this.cluster = cluster;
        this.lab = lab;
        this.count = clients;
    }

    /** Links, and what clients send and hear, get lost and delayed. */
    KeyValueLoad unreliable() {
        unreliable = true;
        return this;
    }

    /** Each time all nodes are down for a second. */
    KeyValueLoad crashes() {
        crashes = true;
        return this;
    }

    /** The nodes are split in two each second. */
    KeyValueLoad partitions() {
        partitions = true;
        return this;
    }

    /** Clients append to each other's keys, and now and then empty them. */
    KeyValueLoad randomKeys() {
        randomKeys = true;
        return this;
    }

    /** Logs stay that short. */
    KeyValueLoad logsUpTo(long bytes) {
        logBytesMax = bytes;
        return this;
    }

    void run() {
        lab.unreliable(unreliable);
        if (!randomKeys) {
            cluster.clients().judge();
        }
        List<KeyValueClient> clients = IntStream.range(0, count)
                .mapToObj(number -> new KeyValueClient(
                        cluster, Clerk.of(cluster, number, unreliable), number, randomKeys ? count : 1))
                .toList();
        Clerk reader = Clerk.of(cluster, count, unreliable);
        for (int i = 0; i < ITERATIONS; i++) {
            iterate(clients);
            clients.forEach(
                    client -> check(clients, client.ownKey(), (List<?>) reader.ask("read", client.ownKey(), null)));
        }
        assertThat(clients).allMatch(client -> client.appends() > 0);
        if (logBytesMax == Long.MAX_VALUE) {
            assertThat(lab.snapshotBytes())
                    .as("bytes of snapshots, which are off")
                    .isZero();
        } else {
            assertThat(lab.logBytes()).as("bytes of the longest log").isLessThanOrEqualTo(logBytesMax);
        }
    }

    private void iterate(List<KeyValueClient> clients) {
        clients.forEach(KeyValueClient::begin);
        if (partitions) {
            splitEachSecond();
        } else {
            cluster.runFor(ITERATION);
        }
        clients.forEach(KeyValueClient::stop);
        if (partitions) {
            cluster.heal();
            lab.unreliable(unreliable);
            cluster.runFor(Lab.ELECTION_TIMEOUT);
        }
        if (crashes) {
            String[] all = cluster.nodes().toArray(String[]::new);
            cluster.crash(all);
            cluster.runFor(Lab.ELECTION_TIMEOUT);
            cluster.restart(all);
        }
        cluster.waitUntil(
                "all requests are done", () -> clients.stream().noneMatch(KeyValueClient::isRunning), LAST_REQUESTS);
    }

    /** The lab's partitioner begins a second late, and the clients then have so much more time. */
    private void splitEachSecond() {
        cluster.runFor(Duration.ofSeconds(1));
        Duration end = cluster.now().plus(ITERATION);
        int partition = 0;
        while (cluster.now().compareTo(end) < 0) {
            List<String> side = cluster.nodes().stream()
                    .filter(node -> cluster.random().nextBoolean())
                    .toList();
            cluster.end(partition);
            if (!side.isEmpty() && side.size() < cluster.nodes().size()) {
                partition = cluster.partition(side);
            }
            cluster.runFor(Duration.ofMillis(1000 + cluster.random().nextInt(200)));
        }
    }

    private static KeyValueClient owner(List<KeyValueClient> clients, String key) {
        return clients.stream()
                .filter(client -> client.ownKey().equals(key))
                .findFirst()
                .orElseThrow();
    }

    /** What was appended is there once and in each client's order; in a key that nobody empties, all of it. */
    private void check(List<KeyValueClient> clients, String key, List<?> found) {
        if (!randomKeys) {
            assertThat(found)
                    .as("what is under key %s at the end", key)
                    .isEqualTo(owner(clients, key).appended(key));
        } else if (found != null) {
            assertThat(List.<Object>copyOf(found)).doesNotHaveDuplicates();
            for (KeyValueClient client : clients) {
                List<Object> own = client.appended(key);
                List<?> left = found.stream().filter(own::contains).toList();
                assertThat(left)
                        .as("what is left under key %s of client %s", key, client.ownKey())
                        .isEqualTo(own.subList(own.size() - left.size(), own.size()));
            }
        }
    }
}
