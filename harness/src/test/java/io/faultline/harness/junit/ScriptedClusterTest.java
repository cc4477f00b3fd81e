package io.faultline.harness.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.checkers.history.Condition;
import io.faultline.checkers.history.ConditionEvent;
import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.checkers.history.Link;
import io.faultline.checkers.history.NodeFact;
import io.faultline.checkers.history.Role;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the words of a script mean, seen in the conditions they bring about. */
class ScriptedClusterTest {
    private static final Link N1_N2 = new Link("n1", "n2");
    private static final Link N2_N1 = new Link("n2", "n1");

    @FaultTest(nodes = 3)
    void linksBetweenTwoIsolatedNodesStayCutUntilBothAreBack(ScriptedCluster cluster) {
        cluster.isolate("n1", "n2");
        cluster.isolate("n1");
        cluster.connect("n1");
        assertThat(now(cluster).cut()).contains(N1_N2, N2_N1).doesNotContain(new Link("n1", "n3"));
        assertThat(cluster.reachable()).containsExactly("n1", "n3");
        cluster.connect("n2", "n3");
        assertThat(now(cluster)).isEqualTo(Condition.CALM);
    }

    @FaultTest(nodes = 4)
    void nodesInNoGroupOfAPartitionAreAGroupOfTheirOwn(ScriptedCluster cluster) {
        cluster.partition(List.of("n1", "n2"));
        assertThat(now(cluster).cut())
                .hasSize(8)
                .doesNotContain(N1_N2, N2_N1, new Link("n3", "n4"), new Link("n4", "n3"));
    }

    @FaultTest(nodes = 3)
    void oneDirectionIsCutAlone(ScriptedCluster cluster) {
        int cut = cluster.cut("n1", "n2");
        assertThat(now(cluster).cut()).containsExactly(N1_N2);
        cluster.end(cut);
        cluster.end(cut);
        assertThat(now(cluster)).isEqualTo(Condition.CALM);
    }

    @FaultTest(nodes = 5)
    void healingLinksLeavesNodesAsTheyAre(ScriptedCluster cluster) {
        cluster.awaitSettled();
        cluster.crash("n1");
        cluster.pause("n2");
        cluster.isolate("n3");
        cluster.latency(Duration.ofSeconds(1), Duration.ZERO);
        cluster.heal();
        assertThat(now(cluster))
                .isEqualTo(new Condition(List.of("n1"), List.of("n2"), List.of(), List.of(), List.of()));
        assertThat(cluster.reachable()).containsExactly("n3", "n4", "n5");
        cluster.restart("n1");
        cluster.resume("n2", "n3");
        assertThat(now(cluster)).isEqualTo(Condition.CALM);
    }

    @FaultTest(nodes = 3)
    void restartingARunningNodeKillsItFirst(ScriptedCluster cluster) {
        String leader = cluster.awaitSettled();
        cluster.restart(leader);
        assertThat(cluster.role(leader)).isEqualTo(Role.FOLLOWER);
        assertThat(cluster.view(leader)).isPresent();
    }

    @FaultTest(nodes = 3)
    void timePassesOnlyWhileTheScriptWaits(ScriptedCluster cluster) {
        Duration begin = cluster.now();
        cluster.runFor(Duration.ofHours(1));
        cluster.term();
        cluster.reachable();
        assertThat(cluster.now()).isEqualTo(begin.plusHours(1));
    }

    @FaultTest(nodes = 3)
    void aWaitThatIsInVainSaysWhatForAndHowThingsAre(ScriptedCluster cluster) {
        cluster.isolate("n1", "n2", "n3");
        assertThatThrownBy(cluster::awaitLeader)
                .isInstanceOf(AssertionError.class)
                .hasMessageMatching(
                        "not within 5 s: there is a leader; at 5\\.\\d+ s: n1 .* of term 0, isolated; n2 .*");
        cluster.crash("n1");
        assertThatThrownBy(() -> cluster.role("n1"))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("n1 is down; at ");
    }

    @FaultTest(nodes = 3)
    void nodesThatDoNotExistAreRefused(ScriptedCluster cluster) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> cluster.crash("n4"))
                .withMessage("there is no node n4; nodes are [n1, n2, n3]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> cluster.partition(List.of("n1", "n2"), List.of("n2")))
                .withMessage("n2 is in two groups");
        assertThat(cluster.after("n3")).isEqualTo("n1");
        assertThat(cluster.others("n2")).containsExactly("n1", "n3");
    }

    @Test
    void aSecondLeaderOfATermIsSeenHoweverShortItLed() {
        HistoryRecorder recorder = new HistoryRecorder();
        LeaderWatch watch = new LeaderWatch(recorder);
        leads(recorder, 1_000, "n1", 3);
        leads(recorder, 2_000, "n2", 4);
        leads(recorder, 3_000, "n1", 3);
        watch.look();
        leads(recorder, 4_000, "n3", 4);
        assertThatThrownBy(watch::look)
                .isInstanceOf(AssertionError.class)
                .hasMessage("term 4 has two leaders: n2 (event 1, at 0.000002 s) and n3 (event 3, at 0.000004 s)");
    }

    @Test
    void durationsAreReadAsOnTheCommandLine() {
        assertThat(TimeSpan.parse("500ms")).isEqualTo(500_000_000L);
        assertThat(TimeSpan.parse(" 60s ")).isEqualTo(60_000_000_000L);
        assertThat(TimeSpan.parse("2m")).isEqualTo(120_000_000_000L);
        assertThat(TimeSpan.parse("1h")).isEqualTo(3_600_000_000_000L);
        for (String wrong : List.of("", "60", "s", "0s", "-1s", "1.5s", "1 d", "9999999999s")) {
            assertThatIllegalArgumentException().isThrownBy(() -> TimeSpan.parse(wrong));
        }
    }

    private static void leads(HistoryRecorder recorder, long time, String node, long term) {
        recorder.node(time, node, 1, recorder.size() + 1, time, term, Role.LEADER, new NodeFact.Leader(List.of(node)));
    }

    private static Condition now(ScriptedCluster cluster) {
        Condition now = Condition.CALM;
        for (Event event : cluster.events()) {
            if (event instanceof ConditionEvent condition) {
                now = condition.condition();
            }
        }
        return now;
    }
}
