package io.faultline.harness.suites;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.harness.cluster.ClientOutcome;
import io.faultline.harness.cluster.ClientReply;
import io.faultline.harness.junit.ScriptedCluster;
import io.faultline.harness.junit.lab.Clerk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Clients that append to shared lists and read them, each until its request is done, in words that checkers understand. */
final class Appenders {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LAST_REQUESTS = Duration.ofSeconds(20);
    private static final int LISTS = 2;
    private static final int PAUSE_MS = 40;

    private final ScriptedCluster cluster;
    private final List<Clerk> clerks = new ArrayList<>();
    private long elements;
    private int done;
    private boolean stopped;

    private Appenders(ScriptedCluster cluster) {
        this.cluster = cluster;
    }

    /** So many of them are at work, and have been for a moment. */
    static Appenders begin(ScriptedCluster cluster, int count) {
        Appenders all = new Appenders(cluster);
        for (int i = 0; i < count; i++) {
            Clerk clerk = Clerk.of(cluster, i, false);
            all.clerks.add(clerk);
            all.next(clerk);
        }
        cluster.runFor(FIRST);
        return all;
    }

    /** How many requests were done. */
    int done() {
        return done;
    }

    /** Lets them end, each with the request it has under way; then all that they have written is read. */
    void stop() {
        stopped = true;
        cluster.waitUntil("all requests are done", () -> clerks.stream().noneMatch(Clerk::isBusy), LAST_REQUESTS);
        for (int i = 0; i < LISTS; i++) {
            clerks.get(0).ask("read", "list" + i, null);
        }
    }

    private void next(Clerk clerk) {
        if (!stopped) {
            String list = "list" + cluster.random().nextInt(LISTS);
            if (cluster.random().nextBoolean()) {
                clerk.ask("append", list, ++elements, outcome -> ended(clerk, outcome));
            } else {
                clerk.ask("read", list, null, outcome -> ended(clerk, outcome));
            }
        }
    }

    private void ended(Clerk clerk, ClientOutcome<ClientReply> outcome) {
        assertThat(outcome.value()).as("what came of a request: %s", outcome).isPresent();
        done++;
        cluster.clients().later(Duration.ofMillis(cluster.random().nextInt(PAUSE_MS)), () -> next(clerk));
    }
}
