package io.faultline.harness.members;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.history.ConditionEvent;
import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.checkers.history.LogFact;
import io.faultline.checkers.history.NodeEvent;
import io.faultline.checkers.history.NodeFact;
import io.faultline.checkers.history.Role;
import io.faultline.harness.cluster.Cluster;
import io.faultline.harness.cluster.ClusterSpec;
import io.faultline.harness.cluster.MemberChange;
import io.faultline.harness.cluster.Membership;
import io.faultline.harness.cluster.ReconfigureOutcome;
import io.faultline.harness.sim.SimulatedGround;
import io.faultline.harness.sim.SimulationSettings;
import io.faultline.nemesis.fault.CutKind;
import io.faultline.nemesis.fault.DownMode;
import io.faultline.nemesis.fault.Injection;
import io.faultline.nemesis.fault.Link;
import io.faultline.nemesis.fault.Standing;
import io.faultline.nemesis.play.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Members go where faults want them, one step after the other, and are all back when these have ended. */
class MemberStepsTest {
    private static final long MS = 1_000_000;
    private static final long SECOND = 1_000 * MS;

    private final HistoryRecorder recorder = new HistoryRecorder();
    private Cluster cluster;

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void aMemberIsRemovedWithItsProcessRunningAndIsAVoterAgainWhenTheFaultHasEnded() {
        String leader = start(5, Map.of());
        String other = other(leader, 1);
        begin(1, changed(Standing.REMOVED, other));
        run(SECOND);
        assertThat(members().voters()).hasSize(4).doesNotContain(other);
        assertThat(members().learners()).isEmpty();
        assertThat(cluster.view(other)).isPresent();

        List<Outcome> ended = end(1, changed(Standing.REMOVED, other));
        assertThat(ended).as("the way back has just begun").isEmpty();
        run(2 * SECOND);
        assertThat(ended).containsExactly(new Outcome(true, "voters again"));
        assertAllVote();
    }

    @Test
    void aMemberIsMadeALearner() {
        String leader = start(5, Map.of());
        String other = other(leader, 1);
        begin(1, changed(Standing.LEARNER, other));
        run(SECOND);
        assertThat(members().voters()).doesNotContain(other);
        assertThat(members().learners()).containsExactly(other);
        end(1, changed(Standing.LEARNER, other));
        run(2 * SECOND);
        assertAllVote();
    }

    @Test
    void stepsFollowEachOtherAndEachWaitsForTheOneBefore() {
        String leader = start(5, Map.of());
        begin(1, changed(Standing.REMOVED, other(leader, 1), other(leader, 2)));
        begin(2, changed(Standing.LEARNER, other(leader, 2)));
        run(SECOND);
        assertThat(members().voters()).hasSize(3);
        end(1, changed(Standing.REMOVED, other(leader, 1), other(leader, 2)));
        end(2, changed(Standing.LEARNER, other(leader, 2)));
        run(3 * SECOND);
        assertAllVote();
        assertThat(changesOfLeaders()).as("two ways out and back again").isEqualTo(6);
    }

    @Test
    void whoIsWantedOutByTwoFaultsIsBackOnlyWhenBothHaveEnded() {
        String leader = start(5, Map.of());
        String other = other(leader, 1);
        begin(1, changed(Standing.REMOVED, other));
        begin(2, changed(Standing.REMOVED, other));
        run(SECOND);
        List<Outcome> first = end(1, changed(Standing.REMOVED, other));
        run(2 * SECOND);
        assertThat(first).as("that fault has nothing to wait for").hasSize(1);
        assertThat(members().voters()).doesNotContain(other);
        end(2, changed(Standing.REMOVED, other));
        run(2 * SECOND);
        assertAllVote();
    }

    @Test
    void aMajorityOfAllNodesKeepsItsVoteWhateverIsWanted() {
        start(5, Map.of());
        begin(1, changed(Standing.REMOVED, "n1", "n2", "n3", "n4", "n5"));
        run(5 * SECOND);
        assertThat(members().voters()).hasSize(3);
        end(1, changed(Standing.REMOVED, "n1", "n2", "n3", "n4", "n5"));
        run(5 * SECOND);
        assertAllVote();
    }

    @Test
    void aLeaderIsRemovedByItself() {
        String leader = start(3, Map.of());
        begin(1, changed(Standing.REMOVED, leader));
        run(3 * SECOND);
        assertThat(leader()).isNotEqualTo(leader);
        assertThat(members().voters()).hasSize(2).doesNotContain(leader);
        end(1, changed(Standing.REMOVED, leader));
        run(2 * SECOND);
        assertAllVote();
    }

    @Test
    void whileNobodyLeadsNobodyIsAskedAndTheWayBackWaits() {
        String leader = start(3, Map.of());
        String other = other(leader, 1);
        begin(1, changed(Standing.REMOVED, other));
        run(SECOND);
        Injection down = new Injection.NodesDown(List.of(leader, other(leader, 2)), DownMode.KILL);
        begin(2, down);
        List<Outcome> ended = end(1, changed(Standing.REMOVED, other));
        run(30 * SECOND);
        assertThat(ended).isEmpty();
        end(2, down);
        run(5 * SECOND);
        assertThat(ended).hasSize(1);
        assertAllVote();
    }

    @Test
    void aNodeThatIsDownForGoodIsNotWaitedForForEver() {
        String leader = start(5, Map.of());
        String other = other(leader, 1);
        begin(1, changed(Standing.REMOVED, other));
        run(SECOND);
        begin(2, new Injection.NodesDown(List.of(other), DownMode.KILL));
        List<Outcome> ended = end(1, changed(Standing.REMOVED, other));
        run(19 * SECOND);
        assertThat(ended).isEmpty();
        run(3 * SECOND);
        assertThat(ended).containsExactly(new Outcome(true, "down for good and no voters: [" + other + "]"));
    }

    @Test
    void aHastyFaultAsksForTheNextStepBeforeTheOneBeforeIsSettledAndACorrectLeaderRefuses() {
        String leader = start(5, Map.of());
        isolate(7, leader);
        Injection hasty =
                new Injection.MembersChanged(List.of(other(leader, 1), other(leader, 2)), Standing.REMOVED, true);
        begin(1, hasty);
        run(300 * MS);
        assertThat(cluster.membership(leader).orElseThrow().voters())
                .as("one change is under way at %s, which can't commit it", leader)
                .hasSize(4);
        assertThat(cluster.membership(leader).orElseThrow().committed()).isFalse();
    }

    @Test
    void withAnotherNodeThanM02BothAreUnderWay() {
        String leader = start(5, Map.of("variant", "M02"));
        isolate(7, leader);
        begin(1, new Injection.MembersChanged(List.of(other(leader, 1), other(leader, 2)), Standing.REMOVED, true));
        run(300 * MS);
        assertThat(cluster.membership(leader).orElseThrow().voters()).hasSize(3);
    }

    @Test
    void onlyNodesThatAFaultHasTouchedAreTakenAnywhere() {
        start(5, Map.of("voters", "n1,n2,n3"));
        begin(1, changed(Standing.LEARNER, "n4"));
        run(SECOND);
        assertThat(members().learners()).containsExactly("n4");
        end(1, changed(Standing.LEARNER, "n4"));
        run(SECOND);
        assertThat(members().voters()).containsExactly("n1", "n2", "n3", "n4");
    }

    // ---- hand-over ----

    @Test
    void leadershipIsHandedOverAndWhomItConcernsIsImpairedForAMoment() {
        String leader = start(5, Map.of());
        String next = other(leader, 2);
        List<Outcome> begun = begin(1, new Injection.LeadershipTransferred(next));
        assertThat(impaired()).containsExactlyInAnyOrder(leader, next);
        run(200 * MS);
        assertThat(begun).containsExactly(new Outcome(true, leader + " has handed over to " + next));
        assertThat(leader()).isEqualTo(next);
        assertThat(impaired()).as("for an election timeout").containsExactlyInAnyOrder(leader, next);
        run(SECOND);
        assertThat(impaired()).isEmpty();
        assertThat(recorder.soFar())
                .as("the successor campaigns because it was asked")
                .anyMatch(event -> event instanceof NodeEvent node
                        && node.node().equals(next)
                        && node.fact().equals(new NodeFact.Candidate(true)));
    }

    @Test
    void aWishThatNobodyAnswersConcernsNodesUntilTheOneThatWasAskedLeadsNoMore() {
        String leader = start(5, Map.of());
        String next = other(leader, 2);
        Injection paused = new Injection.NodesPaused(List.of(leader));
        List<Outcome> begun = begin(1, new Injection.LeadershipTransferred(next));
        begin(2, paused);
        run(6 * SECOND);
        assertThat(begun)
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.readBack())
                        .startsWith("nobody knows whether " + leader + " has handed over"));
        assertThat(impaired()).as("it may go on where it stopped").contains(leader, next);
        end(2, paused);
        run(3 * SECOND);
        assertThat(impaired()).isEmpty();
    }

    @Test
    void whereNobodyLeadsNobodyIsAskedToHandOver() {
        start(3, Map.of());
        begin(1, new Injection.NodesDown(List.of("n1", "n2", "n3"), DownMode.KILL));
        assertThat(begin(2, new Injection.LeadershipTransferred("n1")))
                .containsExactly(new Outcome(true, "nobody led, and nobody was asked"));
        assertThat(impaired()).isEmpty();
    }

    // ---- what comes of a single wish ----

    @Test
    void aWishIsDoneRefusedOrForAnotherNode() {
        String leader = start(3, Map.of());
        String other = other(leader, 1);
        assertThat(ask(other, MemberChange.REMOVE, other))
                .isInstanceOfSatisfying(
                        ReconfigureOutcome.NotLeader.class,
                        answer -> assertThat(answer.hint()).contains(leader));
        assertThat(ask(leader, MemberChange.PROMOTE, other))
                .isEqualTo(new ReconfigureOutcome.Refused(other + " is no learner"));
        assertThat(ask(leader, MemberChange.REMOVE, other))
                .isInstanceOfSatisfying(
                        ReconfigureOutcome.Done.class,
                        answer -> assertThat(answer.index()).isPositive());
    }

    @Test
    void ofANodeThatIsDownItIsRefusedAndOfOneThatDiesOrSaysNothingNobodyKnows() {
        String leader = start(3, Map.of());
        isolate(1, leader);
        List<ReconfigureOutcome> lost = new ArrayList<>();
        cluster.reconfigure(leader, MemberChange.REMOVE, other(leader, 1), lost::add);
        run(10 * MS);
        begin(2, new Injection.NodesDown(List.of(leader), DownMode.KILL));
        run(10 * MS);
        assertThat(lost).containsExactly(new ReconfigureOutcome.Unknown("the connection broke"));
        assertThat(ask(leader, MemberChange.REMOVE, leader)).isEqualTo(new ReconfigureOutcome.Refused("no connection"));

        String next = other(leader, 1);
        begin(3, new Injection.NodesPaused(List.of(next)));
        assertThat(ask(next, MemberChange.REMOVE, next)).isEqualTo(new ReconfigureOutcome.Unknown("no answer in time"));
    }

    // ---- the cluster ----

    private String start(int nodes, Map<String, String> options) {
        ClusterSpec spec = ClusterSpec.of(nodes);
        if (options.containsKey("variant")) {
            spec = spec.withVariant(options.get("variant"));
        } else {
            spec = spec.withOptions(options);
        }
        cluster = new SimulatedGround(SimulationSettings.PLAIN).open(spec, 7, recorder);
        cluster.start();
        run(3 * SECOND);
        return leader();
    }

    private void run(long nanos) {
        cluster.runUntil(cluster.timeline().now() + nanos);
    }

    private String leader() {
        return cluster.faults().view().leader().orElseThrow();
    }

    private String other(String node, int further) {
        List<String> nodes = cluster.nodes();
        return nodes.get((nodes.indexOf(node) + further) % nodes.size());
    }

    private Membership members() {
        return cluster.membership(leader()).orElseThrow();
    }

    private void assertAllVote() {
        assertThat(members().voters()).containsExactlyElementsOf(cluster.nodes());
        assertThat(members().committed()).isTrue();
    }

    private static Injection changed(Standing standing, String... nodes) {
        return new Injection.MembersChanged(List.of(nodes), standing, false);
    }

    private List<Outcome> begin(int id, Injection injection) {
        List<Outcome> outcomes = new ArrayList<>();
        cluster.faults().begin(id, injection, outcomes::add);
        return outcomes;
    }

    private List<Outcome> end(int id, Injection injection) {
        List<Outcome> outcomes = new ArrayList<>();
        cluster.faults().end(id, injection, outcomes::add);
        return outcomes;
    }

    private void isolate(int id, String node) {
        Set<Link> links = new LinkedHashSet<>();
        for (String other : cluster.nodes()) {
            if (!other.equals(node)) {
                links.add(new Link(node, other));
                links.add(new Link(other, node));
            }
        }
        begin(id, new Injection.CutLinks(links, CutKind.BLACK_HOLE));
    }

    private ReconfigureOutcome ask(String node, MemberChange change, String subject) {
        List<ReconfigureOutcome> outcomes = new ArrayList<>();
        cluster.reconfigure(node, change, subject, outcomes::add);
        run(6 * SECOND);
        assertThat(outcomes).hasSize(1);
        return outcomes.get(0);
    }

    private List<String> impaired() {
        return recorder.soFar().stream()
                .filter(ConditionEvent.class::isInstance)
                .map(event -> ((ConditionEvent) event).condition().impaired())
                .reduce((earlier, later) -> later)
                .orElse(List.of());
    }

    private long changesOfLeaders() {
        return recorder.soFar().stream()
                .filter(event -> event instanceof NodeEvent node
                        && node.role() == Role.LEADER
                        && node.fact() instanceof LogFact.ConfigChanged)
                .count();
    }
}
