package io.faultline.harness.suites;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.harness.cluster.ClientOutcome;
import io.faultline.harness.cluster.ClientReply;
import io.faultline.harness.junit.ScriptedCluster;
import io.faultline.harness.junit.lab.Clerk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * A client of {@link KeyValueLoad}: appends to a key, and reads it, until it is told to stop.
 *
 * <p>Of a key that is its own it knows the value; of any other what it has appended there itself.
 */
final class KeyValueClient {
    private static final int PAUSE_MS = 40;

    private final ScriptedCluster cluster;
    private final Clerk clerk;
    private final int number;
    /** Whose keys it uses: its own, or those of so many clients. */
    private final int keys;

    private final TreeMap<String, List<Object>> appended = new TreeMap<>();
    private int appends;
    private int rounds;
    private boolean stopped = true;
    private boolean running;

    KeyValueClient(ScriptedCluster cluster, Clerk clerk, int number, int keys) {
        this.cluster = cluster;
        this.clerk = clerk;
        this.number = number;
        this.keys = keys;
    }

    /** Begins, with a key of its own that is empty. */
    void begin() {
        stopped = false;
        running = true;
        rounds++;
        goOn();
    }

    /** Ends when the request under way is done. */
    void stop() {
        stopped = true;
    }

    boolean isRunning() {
        return running;
    }

    int appends() {
        return appends;
    }

    /** In each round another one, where it is the only one to use it: a list that only grows can be judged by all checkers. */
    String ownKey() {
        return keys == 1 ? number + "." + rounds : String.valueOf(number);
    }

    /** What it has appended to a key in this round, all of it acknowledged. */
    List<Object> appended(String key) {
        return appended.getOrDefault(key, List.of());
    }

    private void goOn() {
        if (stopped) {
            running = false;
            return;
        }
        String key = keys == 1 ? ownKey() : String.valueOf(cluster.random().nextInt(keys));
        if (cluster.random().nextBoolean()) {
            append(key);
        } else if (keys > 1 && cluster.random().nextInt(10) == 0) {
            clerk.ask("write", key, List.of(), this::ended);
        } else {
            read(key);
        }
    }

    private void append(String key) {
        String element = "x " + number + " " + appends++ + " y";
        clerk.ask("append", key, element, outcome -> {
            appended.computeIfAbsent(key, none -> new ArrayList<>()).add(element);
            ended(outcome);
        });
    }

    private void read(String key) {
        clerk.ask("read", key, null, outcome -> {
            if (keys == 1) {
                assertThat(outcome.value().orElseThrow().value())
                        .as("what client %d reads of its own key", number)
                        .isEqualTo(appended(key).isEmpty() ? null : appended(key));
            }
            ended(outcome);
        });
    }

    private void ended(ClientOutcome<ClientReply> outcome) {
        assertThat(outcome.value()).as("what came of a request: %s", outcome).isPresent();
        cluster.clients().later(Duration.ofMillis(cluster.random().nextInt(PAUSE_MS)), this::goOn);
    }
}
