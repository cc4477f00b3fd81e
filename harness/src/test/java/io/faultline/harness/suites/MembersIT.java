package io.faultline.harness.suites;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.Checkers;
import io.faultline.checkers.Validity;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.history.History;
import io.faultline.harness.cluster.MemberChange;
import io.faultline.harness.cluster.Membership;
import io.faultline.harness.cluster.ReconfigureOutcome;
import io.faultline.harness.junit.FaultTest;
import io.faultline.harness.junit.ScriptedCluster;
import java.time.Duration;
import java.util.List;

/** Members that come and go, and leaders that hand over, while clients are at work (dissertation §3.10, §4). */
class MembersIT {
    private static final int TRIALS = 30;
    private static final int CLIENTS = 4;

    @FaultTest(trials = TRIALS, options = "voters=n1,n2,n3")
    void aClusterGrowsFromThreeToFiveAndShrinksBackUnderLoad(ScriptedCluster cluster) {
        Appenders clients = Appenders.begin(cluster, CLIENTS);
        for (String node : List.of("n4", "n5")) {
            change(cluster, MemberChange.ADD_LEARNER, node);
            change(cluster, MemberChange.PROMOTE, node);
        }
        assertThat(members(cluster).voters()).containsExactly("n1", "n2", "n3", "n4", "n5");
        cluster.crash("n2", "n3");
        assertServed(cluster, clients, "by n1 and the two that were added");
        cluster.restart("n2", "n3");
        cluster.runFor(Duration.ofSeconds(1));

        for (String node : List.of("n1", "n2")) {
            change(cluster, MemberChange.REMOVE, node);
        }
        assertThat(members(cluster)).satisfies(now -> {
            assertThat(now.voters()).containsExactly("n3", "n4", "n5");
            assertThat(now.learners()).isEmpty();
        });
        cluster.crash("n3");
        assertServed(cluster, clients, "by two of the three that are left");
        cluster.restart("n3");
        end(cluster, clients);
    }

    @FaultTest(trials = TRIALS, nodes = 3)
    void aNodeThatWasRemovedRunsOnAndDisturbsNobodyAndComesBackWithItsData(ScriptedCluster cluster) {
        Appenders clients = Appenders.begin(cluster, CLIENTS);
        String leader = cluster.awaitSettled();
        String removed = cluster.after(leader);
        change(cluster, MemberChange.REMOVE, removed);
        long term = cluster.term(leader);
        cluster.runFor(Duration.ofSeconds(10));
        assertThat(cluster.leader()).contains(leader);
        assertThat(cluster.term(leader))
                .as("the term, in which nobody else has campaigned")
                .isEqualTo(term);

        change(cluster, MemberChange.ADD_LEARNER, removed);
        change(cluster, MemberChange.PROMOTE, removed);
        cluster.crash(cluster.after(removed).equals(leader) ? cluster.after(leader) : cluster.after(removed));
        assertServed(cluster, clients, "with the vote of the one that is back");
        end(cluster, clients);
    }

    @FaultTest(trials = TRIALS)
    void leadershipGoesFromNodeToNodeUnderLoadAndNobodyWaitsForAnElectionTimeout(ScriptedCluster cluster) {
        Appenders clients = Appenders.begin(cluster, CLIENTS);
        cluster.awaitSettled();
        for (int i = 0; i < 5; i++) {
            String leader = cluster.awaitSettled();
            String next = cluster.after(leader);
            Duration begin = cluster.now();
            assertThat(cluster.reconfigure(leader, MemberChange.TRANSFER, next))
                    .isInstanceOf(ReconfigureOutcome.Done.class);
            cluster.waitUntil(
                    "n" + next + " leads",
                    () -> cluster.leader().filter(next::equals).isPresent());
            if (!cluster.isRealTime()) {
                assertThat(cluster.now().minus(begin)).as("without a leader").isLessThan(Duration.ofMillis(400));
            }
            assertServed(cluster, clients, "by " + next);
        }
        end(cluster, clients);
    }

    @FaultTest(trials = TRIALS)
    void aLeaderThatRemovesItselfHandsOverToWhoeverIsElected(ScriptedCluster cluster) {
        Appenders clients = Appenders.begin(cluster, CLIENTS);
        String leader = cluster.awaitSettled();
        change(cluster, MemberChange.REMOVE, leader);
        String next = cluster.awaitLeaderOtherThan(leader);
        assertThat(members(cluster).voters()).hasSize(4).doesNotContain(leader);
        assertServed(cluster, clients, "by " + next);
        end(cluster, clients);
    }

    // ---- what happens meanwhile ----

    /** Asks whoever leads until the change is made; until then it is refused, or its leader goes. */
    private static void change(ScriptedCluster cluster, MemberChange change, String node) {
        ReconfigureOutcome outcome = null;
        for (int i = 0; i < 50 && !(outcome instanceof ReconfigureOutcome.Done); i++) {
            cluster.runFor(Duration.ofMillis(50));
            outcome = cluster.reconfigure(cluster.awaitLeader(), change, node);
        }
        assertThat(outcome).as("%s %s", change, node).isInstanceOf(ReconfigureOutcome.Done.class);
    }

    private static Membership members(ScriptedCluster cluster) {
        return cluster.membership(cluster.awaitLeader()).orElseThrow();
    }

    private static void assertServed(ScriptedCluster cluster, Appenders clients, String how) {
        int before = clients.done();
        cluster.waitUntil(
                "clients are served " + how, () -> clients.done() > before + 2 * CLIENTS, Duration.ofSeconds(15));
    }

    private static void end(ScriptedCluster cluster, Appenders clients) {
        clients.stop();
        cluster.runFor(Duration.ofMillis(500));
        History history = History.of(cluster.events());
        List<Verdict> verdicts =
                Checkers.run(history, Checkers.clients(history)).verdicts();
        assertThat(verdicts).noneMatch(verdict -> verdict.validity() == Validity.INVALID);
        assertThat(verdicts)
                .filteredOn(verdict -> verdict.validity() == Validity.VALID)
                .extracting(Verdict::checker)
                .contains("exactly-once", "stale-reads", "durability");
    }
}
