package io.faultline.harness.suites;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.harness.cluster.ClientOutcome;
import io.faultline.harness.cluster.ClientReply;
import io.faultline.harness.junit.FaultTest;
import io.faultline.harness.junit.ScriptedCluster;
import io.faultline.harness.junit.lab.Clerk;
import io.faultline.harness.junit.lab.Lab;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;

/**
 * The lab's tests of a key–value service with versions (4B and 4C of 2025): clients without sessions race to put the next
 * version of a key.
 *
 * <p>A value is a version and a text; to put version 3 is to set [3, …] where [2, …] was read. A put that was sent again and
 * then refused is a <em>maybe</em>.
 */
class LabVersionedKeyValueIT {
    private static final int TRIALS = 5;
    private static final int CLIENTS = 10;
    private static final int ITERATIONS = 3;
    private static final Duration RACE = Duration.ofSeconds(1);
    private static final FiveNumbers NUMBERS = new FiveNumbers();

    @FaultTest(trials = TRIALS, nodes = 3)
    @DisplayName("Put concurrent (2025, reliable)")
    void everyPutThatWasDoneIsAVersion(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        cluster.clients().judge();
        for (int i = 0; i < ITERATIONS; i++) {
            Race race = new Race(cluster, i, false);
            race.run(() -> cluster.runFor(RACE));
            assertThat(race.done).isPositive();
            assertThat(race.maybe).isZero();
            assertThat(race.version()).isEqualTo(race.done);
        }
        count("versions", cluster, lab);
    }

    @FaultTest(trials = TRIALS, nodes = 3)
    @DisplayName("Put concurrent (2025, unreliable)")
    void everyVersionIsAPutThatWasOrMayHaveBeenDone(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        cluster.clients().judge();
        lab.unreliable(true);
        for (int i = 0; i < ITERATIONS; i++) {
            Race race = new Race(cluster, i, true);
            race.run(() -> cluster.runFor(RACE));
            assertThat(race.version()).isBetween(race.done, race.done + race.maybe);
        }
        count("versions, unreliable", cluster, lab);
    }

    @FaultTest(trials = TRIALS, options = "snapshot-entries=16")
    @DisplayName("Put concurrent (2025, unreliable, partitions, restarts, snapshots)")
    void versionsAreKeptUnderEverything(ScriptedCluster cluster) {
        Lab lab = new Lab(cluster);
        cluster.clients().judge();
        lab.unreliable(true);
        for (int i = 0; i < ITERATIONS; i++) {
            Race race = new Race(cluster, i, true);
            race.run(() -> {
                cluster.runFor(RACE);
                String leader = cluster.leader().orElse("n1");
                int partition = cluster.partition(List.of(leader, cluster.after(leader)));
                cluster.runFor(RACE);
                cluster.end(partition);
                cluster.restart(cluster.nodes().toArray(String[]::new));
                cluster.runFor(RACE.multipliedBy(2));
            });
            assertThat(race.done).isPositive();
            assertThat(race.version()).isBetween(race.done, race.done + race.maybe);
        }
        count("versions under everything", cluster, lab);
    }

    /** Clients that read a key and put its next version, over and over. */
    private static final class Race {
        private final ScriptedCluster cluster;
        private final String key;
        private final List<Clerk> clerks;
        private boolean over;
        private long done;
        private long maybe;

        Race(ScriptedCluster cluster, int number, boolean lossy) {
            this.cluster = cluster;
            this.key = "k" + number;
            this.clerks = IntStream.range(0, CLIENTS)
                    .mapToObj(i -> Clerk.withoutSession(cluster, CLIENTS * number + i, lossy))
                    .toList();
        }

        void run(Runnable meanwhile) {
            clerks.forEach(this::put);
            meanwhile.run();
            over = true;
            cluster.waitUntil(
                    "all puts have ended", () -> clerks.stream().noneMatch(Clerk::isBusy), Duration.ofSeconds(20));
        }

        long version() {
            return version(
                    Clerk.withoutSession(cluster, CLIENTS * ITERATIONS, false).ask("read", key, null));
        }

        private void put(Clerk clerk) {
            if (!over) {
                clerk.ask("read", key, null, read -> {
                    Object found = read.value().map(ClientReply::value).orElse(null);
                    List<Object> next = List.of(version(found) + 1, "client " + clerks.indexOf(clerk));
                    clerk.ask("cas", key, Arrays.asList(found, next), put -> ended(clerk, put));
                });
            }
        }

        private void ended(Clerk clerk, ClientOutcome<ClientReply> put) {
            done += put instanceof ClientOutcome.Ok ? 1 : 0;
            maybe += put instanceof ClientOutcome.Info ? 1 : 0;
            put(clerk);
        }

        private static long version(Object found) {
            return found == null ? 0 : (Long) ((List<?>) found).get(0);
        }
    }

    private static void count(String test, ScriptedCluster cluster, Lab lab) {
        NUMBERS.count(test, cluster, lab.commits());
    }

    @AfterAll
    static void print() {
        NUMBERS.print();
    }
}
