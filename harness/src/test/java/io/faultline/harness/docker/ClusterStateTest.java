package io.faultline.harness.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.history.Condition;
import io.faultline.checkers.history.ConditionEvent;
import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.checkers.history.Link;
import io.faultline.checkers.history.Role;
import io.faultline.checkers.history.json.NodeLine;
import io.faultline.harness.cluster.Membership;
import io.faultline.nemesis.fault.CutKind;
import io.faultline.nemesis.fault.Injection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClusterStateTest {
    private static final long SETTLED = 2_000_000_000L;
    private static final io.faultline.nemesis.fault.Link THERE = new io.faultline.nemesis.fault.Link("n1", "n2");

    private final WallTimeline time = new WallTimeline();
    private final HistoryRecorder recorder = new HistoryRecorder();
    private final ClusterState state = new ClusterState(List.of("n1", "n2"), time, recorder, true);

    @Test
    void aNodeIsDownUntilItSaysThatItHasStartedThoughItsContainerRuns() {
        state.record();
        state.found("n1", running());
        assertThat(state.up()).isEmpty();
        assertThat(condition().down()).containsExactly("n1", "n2");

        state.heard(started("n1"));

        assertThat(state.up()).containsExactly("n1");
        assertThat(condition().down()).containsExactly("n2");
    }

    @Test
    void aNodeOfASystemThatSaysNothingIsUpWhenItIsFoundRunning() {
        ClusterState mute = new ClusterState(List.of("n1"), time, recorder, false);
        mute.found("n1", running());
        assertThat(mute.up()).containsExactly("n1");
        mute.found("n1", ended());
        assertThat(mute.up()).isEmpty();
    }

    @Test
    void aNodeThatWasJustStartedCountsAsImpairedForAWhile() {
        time.begin();
        state.heard(started("n1"));
        assertThat(condition().impaired()).containsExactly("n1");

        time.runUntil(SETTLED);

        assertThat(condition().impaired()).isEmpty();
    }

    @Test
    void aNodeIsImpairedFromBeforeItIsActedOnUntilTheLastOfSeveralActsIsDone() {
        time.begin();
        state.heard(started("n1"));
        time.runUntil(SETTLED);
        state.nodesBusy(List.of("n1"));
        state.nodesBusy(List.of("n1"));
        assertThat(condition().impaired()).containsExactly("n1");
        state.nodeDone("n1", running());
        assertThat(condition().impaired()).containsExactly("n1");
        state.nodeDone("n1", running());
        assertThat(condition().impaired()).isEmpty();
    }

    @Test
    void membersAreThoseOfTheLastConfigurationANodeToldAndCommittedWhenItSaysSo() {
        state.heard(started("n1"));
        assertThat(state.membership("n1")).contains(new Membership(0, List.of("n1", "n2"), List.of(), true));
        state.heard(line(
                "n1", 2, "config-changed", "leader", ",\"configIndex\":5,\"voters\":[\"n1\"],\"learners\":[\"n2\"]"));
        assertThat(state.membership("n1")).contains(new Membership(5, List.of("n1"), List.of("n2"), false));
        state.heard(line("n1", 3, "committed", "leader", ",\"commitIndex\":5"));
        assertThat(state.membership("n1").orElseThrow().committed()).isTrue();
        state.found("n1", ended());
        assertThat(state.membership("n1")).isEmpty();
        assertThat(state.membership("n2")).as("it has not said anything").isEmpty();
    }

    @Test
    void whoMayBeHandingOverCountsAsImpairedAndForAWhileAfterwards() {
        time.begin();
        state.handOver(Set.of("n1", "n2"));
        assertThat(condition().impaired()).containsExactly("n1", "n2");
        state.handOver(Set.of());
        assertThat(condition().impaired()).containsExactly("n1", "n2");

        time.runUntil(SETTLED);

        assertThat(condition().impaired()).isEmpty();
    }

    @Test
    void aPausedNodeKeepsItsViewAndLeadsNobody() {
        state.heard(started("n1"));
        state.heard(line("n1", 2, "leader", "leader", ",\"voters\":[\"n1\",\"n2\"]"));
        assertThat(state.leader()).contains("n1");

        state.found("n1", found(true, true, "paused"));

        assertThat(state.leader()).isEmpty();
        assertThat(state.view("n1").orElseThrow().role()).isEqualTo(Role.LEADER);
        assertThat(condition().paused()).containsExactly("n1");
    }

    @Test
    void aNodeThatHasEndedIsForgotten() {
        state.heard(started("n1"));
        state.found("n1", ended());
        assertThat(state.view("n1")).isEmpty();
        assertThat(state.up()).isEmpty();
    }

    @Test
    void aLinkIsDegradedWhileItIsChangedAndForAsLongAsConnectionsTakeToComeBack() {
        time.begin();
        state.linksBusy(List.of(THERE));
        assertThat(condition().degraded()).containsExactly(new Link("n1", "n2"));
        state.linksDone(List.of(THERE));
        assertThat(condition().degraded()).containsExactly(new Link("n1", "n2"));

        time.runUntil(SETTLED);

        assertThat(condition().degraded()).isEmpty();
    }

    @Test
    void aCutLinkIsCutAndNotDegraded() {
        state.setActive(state.active().with(1, new Injection.CutLinks(Set.of(THERE), CutKind.BLACK_HOLE)), Set.of());
        state.linksBusy(List.of(THERE));
        assertThat(condition().cut()).containsExactly(new Link("n1", "n2"));
        assertThat(condition().degraded()).isEmpty();
    }

    private Condition condition() {
        ConditionEvent last = null;
        for (var event : recorder.soFar()) {
            last = event instanceof ConditionEvent condition ? condition : last;
        }
        return last.condition();
    }

    private static NodeContainer.Found found(boolean running, boolean paused, String readBack) {
        return new NodeContainer.Found(true, running, paused, ProcessFailpoints.End.NOTHING, readBack);
    }

    private static NodeContainer.Found running() {
        return found(true, false, "running");
    }

    private static NodeContainer.Found ended() {
        return found(false, false, "exited");
    }

    private static NodeLine started(String node) {
        return line(
                node,
                1,
                "started",
                "follower",
                ",\"members\":[\"n1\",\"n2\"],\"electionTimeoutMin\":400000000,\"electionTimeoutMax\":600000000,"
                        + "\"heartbeat\":100000000,\"retry\":50000000,\"preVote\":true,"
                        + "\"lastLogIndex\":0,\"lastLogTerm\":0");
    }

    private static NodeLine line(String node, int seq, String event, String role, String rest) {
        return NodeLine.parse(
                "{\"node\":\"" + node + "\",\"incarnation\":1,\"seq\":" + seq + ",\"clock\":5,\"event\":\"" + event
                        + "\",\"term\":1,\"role\":\"" + role + "\"" + rest + "}",
                "a test",
                1);
    }
}
