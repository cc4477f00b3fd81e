package io.faultline.harness.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.DockerClient;
import io.faultline.checkers.Checkers;
import io.faultline.checkers.ElectionOptions;
import io.faultline.checkers.Judgement;
import io.faultline.checkers.Validity;
import io.faultline.checkers.history.ConditionEvent;
import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.FaultEvent;
import io.faultline.checkers.history.FaultPhase;
import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.checkers.history.NodeEvent;
import io.faultline.checkers.history.NodeFact;
import io.faultline.checkers.history.OperationType;
import io.faultline.harness.cluster.ClientOutcome;
import io.faultline.harness.cluster.Cluster;
import io.faultline.harness.cluster.ClusterSpec;
import io.faultline.harness.cluster.StartReply;
import io.faultline.harness.cluster.StatusReply;
import io.faultline.harness.trial.Scenario;
import io.faultline.harness.trial.TrialResult;
import io.faultline.harness.trial.TrialRunner;
import io.faultline.harness.trial.Workload;
import io.faultline.nemesis.fault.CutKind;
import io.faultline.nemesis.fault.Direction;
import io.faultline.nemesis.fault.DownMode;
import io.faultline.nemesis.fault.FaultClass;
import io.faultline.nemesis.fault.Ground;
import io.faultline.nemesis.fault.Injection;
import io.faultline.nemesis.fault.Link;
import io.faultline.nemesis.fault.Partition;
import io.faultline.nemesis.fault.PartitionShape;
import io.faultline.nemesis.play.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Trials on real containers, from seed to verdict. */
@NeedsDocker
@Isolated("it looks at all that this process has at the engine")
class DockerTrialIT {
    private static final Pattern EVENT = Pattern.compile("^\\{\"node\":.*\"incarnation\":(\\d+),\"seq\":(\\d+),.*}$");

    private static final long SECOND = 1_000_000_000L;

    private DockerClient docker;
    private Set<String> before;

    @BeforeEach
    void lookAround() {
        docker = Engine.connect().client();
        before = everything();
    }

    @AfterEach
    void nothingIsLeftBehind() {
        // Volumes tell nobody whose they are: those of another run on this machine come and go.
        Awaitility.await("nothing left behind").atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            Set<String> left = everything();
            left.removeAll(before);
            assertThat(left).as("containers, networks and volumes left behind").isEmpty();
        });
    }

    @Test
    void nodesThroughFaultsOfAllClassesKeepTheirPromises() {
        Scenario scenario = new Scenario(
                Ground.DOCKER, 3, Workload.ELECTION, FaultClass.defaults(Ground.DOCKER), 20 * SECOND, null);

        TrialResult result = new TrialRunner(new DockerGround()).run(scenario, 1);

        assertThat(result.judgement().validity())
                .as(() -> result.judgement().toString())
                .isEqualTo(Validity.VALID);
        List<FaultEvent> ended = new ArrayList<>();
        for (Event event : result.history().events()) {
            if (event instanceof FaultEvent fault && fault.phase() == FaultPhase.END) {
                ended.add(fault);
            }
        }
        assertThat(ended)
                .isNotEmpty()
                .allSatisfy(fault -> assertThat(fault.fault())
                        .containsEntry("effective", true)
                        .hasEntrySatisfying(
                                "readback", said -> assertThat(said.toString()).isNotBlank()));
    }

    @Test
    void whatNodesWriteComesOnceThroughAllTheirStarts() {
        Map<String, StringBuilder> written = new ConcurrentHashMap<>();
        HistoryRecorder recorder = new HistoryRecorder();
        try (Cluster cluster = new DockerGround().open(ClusterSpec.of(3), 7, recorder)) {
            cluster.outputTo((node, piece) ->
                    written.computeIfAbsent(node, n -> new StringBuilder()).append(new String(piece, UTF_8)));
            cluster.start();
            Injection kill = new Injection.NodesDown(List.of("n2"), DownMode.KILL);
            for (int id = 1; id <= 2; id++) {
                List<Outcome> outcomes = new ArrayList<>();
                cluster.faults().begin(id, kill, outcomes::add);
                cluster.runUntil(() -> outcomes.size() == 1, 10 * SECOND);
                cluster.faults().end(id, kill, outcomes::add);
                cluster.runUntil(
                        () -> outcomes.size() == 2 && cluster.view("n2").isPresent(), 10 * SECOND);
                assertThat(outcomes).hasSize(2).allMatch(Outcome::effective);
            }
        }

        List<Event> history = recorder.finish().events();
        for (String node : List.of("n1", "n2", "n3")) {
            List<String> told = new ArrayList<>();
            for (Event event : history) {
                if (event instanceof NodeEvent said && said.node().equals(node)) {
                    told.add(said.incarnation() + "/" + said.seq());
                }
            }
            // The last of what was written may be too late for the history; a line that a kill cut off is none.
            List<String> raw = written.get(node)
                    .toString()
                    .lines()
                    .map(EVENT::matcher)
                    .filter(Matcher::find)
                    .map(number -> number.group(1) + "/" + number.group(2))
                    .toList();
            assertThat(raw).as(node).doesNotHaveDuplicates().containsAll(told);
        }
        assertThat(written.get("n2").toString().lines().filter(line -> line.contains("\"event\":\"started\"")))
                .as("starts of n2")
                .hasSize(3);
    }

    @Test
    void theLeaderAnswersClientsThroughItsProxySoonAfterTheStart() {
        long began = System.nanoTime();
        try (Cluster cluster = new DockerGround().open(ClusterSpec.of(3), 7, new HistoryRecorder())) {
            cluster.start();
            assertThat(cluster.runUntil(() -> cluster.faults().view().leader().isPresent(), 8 * SECOND))
                    .as("a leader")
                    .isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
            String leader = cluster.faults().view().leader().orElseThrow();

            List<ClientOutcome<StartReply>> replies = new ArrayList<>();
            cluster.startCommand(leader, replies::add);

            assertThat(cluster.runUntil(() -> !replies.isEmpty(), 5 * SECOND)).isTrue();
            assertThat(replies.get(0).value().orElseThrow().leader()).isTrue();
        }
    }

    /** A write that got no answer may have had its effect; a read has none. */
    @Test
    void aFrozenNodeMakesAWriteUnknownAndAReadFailAndDelaysNobodyElse() {
        try (Cluster cluster = new DockerGround().open(ClusterSpec.of(3), 7, new HistoryRecorder())) {
            cluster.start();
            cluster.runUntil(() -> cluster.faults().view().leader().isPresent(), 8 * SECOND);
            docker.pauseContainerCmd(containerOf("n1")).exec();

            List<ClientOutcome<StartReply>> write = new ArrayList<>();
            List<ClientOutcome<StatusReply>> read = new ArrayList<>();
            List<ClientOutcome<StatusReply>> others = new ArrayList<>();
            long asked = cluster.timeline().now();
            cluster.startCommand("n1", write::add);
            cluster.readStatus("n1", read::add);
            for (int i = 0; i < 20; i++) {
                cluster.readStatus("n2", others::add);
                cluster.readStatus("n3", others::add);
            }

            assertThat(cluster.runUntil(() -> others.size() == 40, 2 * SECOND))
                    .as("answers of the other two, %d so far", others.size())
                    .isTrue();
            assertThat(others).allMatch(outcome -> outcome.value().isPresent());
            assertThat(write).isEmpty();
            assertThat(read).isEmpty();
            assertThat(cluster.runUntil(() -> write.size() + read.size() == 2, 8 * SECOND))
                    .isTrue();
            assertThat(cluster.timeline().now() - asked).isGreaterThan(4 * SECOND);
            assertThat(write.get(0).type()).isEqualTo(OperationType.INFO);
            assertThat(read.get(0).type()).isEqualTo(OperationType.FAIL);
            docker.unpauseContainerCmd(containerOf("n1")).exec();
        }
    }

    @Test
    void theEndOfTheProxyEndsTheTrialAtOnceAndIsNoVerdict() {
        HistoryRecorder recorder = new HistoryRecorder();
        try (Cluster cluster = new DockerGround().open(ClusterSpec.of(3), 7, recorder)) {
            cluster.start();
            cluster.runUntil(() -> cluster.faults().view().leader().isPresent(), 8 * SECOND);
            long killedAt = cluster.timeline().now();
            docker.killContainerCmd(containerOf("proxy")).exec();

            assertThatThrownBy(() -> cluster.runUntil(killedAt + 10 * SECOND))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("the proxy's container ended in the middle of the trial");
            assertThat(cluster.timeline().now()).isLessThan(killedAt + 5 * SECOND);
        }

        assertThat(recorder.finish().complete()).isFalse();
    }

    /** Conditions say that all is well so soon after a start: a link that takes longer makes them lie. */
    @Test
    void aRestartedNodeHearsItsLeaderWithinASecondAndAHalfEachTime() {
        try (Cluster cluster = new DockerGround().open(ClusterSpec.of(3), 7, new HistoryRecorder())) {
            cluster.start();
            for (int id = 1; id <= 5; id++) {
                assertThat(cluster.runUntil(
                                () -> cluster.faults().view().leader().isPresent(), 8 * SECOND))
                        .isTrue();
                String leader = cluster.faults().view().leader().orElseThrow();
                String follower = leader.equals("n1") ? "n2" : "n1";
                Injection kill = new Injection.NodesDown(List.of(follower), DownMode.KILL);
                List<Outcome> outcomes = new ArrayList<>();
                cluster.faults().begin(id, kill, outcomes::add);
                cluster.runUntil(cluster.timeline().now() + SECOND);
                cluster.faults().end(id, kill, outcomes::add);
                assertThat(cluster.runUntil(() -> cluster.view(follower).isPresent(), 8 * SECOND))
                        .isTrue();
                assertThat(cluster.runUntil(
                                () -> cluster.view(follower)
                                        .orElseThrow()
                                        .leader()
                                        .isPresent(),
                                3 * SECOND / 2))
                        .as("start %d of %s", id, follower)
                        .isTrue();
            }
        }
    }

    /** A program in Go that gets this signal ends as one that has failed: with code 2. */
    @Test
    void aProxyThatFailsByItselfIsStartedAnewAndTheTrialGoesOn() {
        HistoryRecorder recorder = new HistoryRecorder();
        try (Cluster cluster = new DockerGround().open(ClusterSpec.of(3), 7, recorder)) {
            cluster.start();
            cluster.runUntil(() -> cluster.faults().view().leader().isPresent(), 8 * SECOND);
            docker.killContainerCmd(containerOf("proxy")).withSignal("SIGQUIT").exec();

            cluster.runUntil(cluster.timeline().now() + 7 * SECOND);

            List<ClientOutcome<StatusReply>> replies = new ArrayList<>();
            cluster.nodes().forEach(node -> cluster.readStatus(node, replies::add));
            cluster.runUntil(() -> replies.size() == 3, 6 * SECOND);
            assertThat(replies)
                    .allSatisfy(reply -> assertThat(reply.value().flatMap(StatusReply::leader))
                            .isPresent());
        }
        assertThat(recorder.soFar())
                .filteredOn(ConditionEvent.class::isInstance)
                .extracting(
                        event -> ((ConditionEvent) event).condition().degraded().size())
                .as("six links between nodes, and six with clients, which are the proxy's too")
                .contains(12)
                .endsWith(0);
    }

    @Test
    void aProxyThatNoLongerAnswersIsStartedAnewAndTheTrialGoesOn() {
        HistoryRecorder recorder = new HistoryRecorder();
        try (Cluster cluster = new DockerGround().open(ClusterSpec.of(3), 7, recorder)) {
            cluster.start();
            cluster.runUntil(() -> cluster.faults().view().leader().isPresent(), 8 * SECOND);
            String leader = cluster.faults().view().leader().orElseThrow();
            docker.pauseContainerCmd(containerOf("proxy")).exec();

            List<Outcome> outcomes = new ArrayList<>();
            Injection cut = new Partition(PartitionShape.LEADER_ALONE, cluster.nodes(), Direction.BOTH, CutKind.REFUSED)
                    .resolve(cluster.faults().view());
            cluster.faults().begin(1, cut, outcomes::add);

            assertThat(cluster.runUntil(() -> outcomes.size() == 1, 30 * SECOND))
                    .isTrue();
            assertThat(outcomes.get(0).effective()).as(outcomes.toString()).isTrue();
            assertThat(outcomes.get(0).readBack()).contains("was started anew, all connections were lost");
            cluster.runUntil(
                    () -> cluster.faults()
                            .view()
                            .leader()
                            .filter(other -> !other.equals(leader))
                            .isPresent(),
                    8 * SECOND);
            String next = cluster.faults().view().leader().orElseThrow();
            assertThat(next).isNotEqualTo(leader);
            List<ClientOutcome<StartReply>> replies = new ArrayList<>();
            cluster.startCommand(next, replies::add);
            assertThat(cluster.runUntil(() -> !replies.isEmpty(), 5 * SECOND)).isTrue();
        }
        assertThat(recorder.soFar())
                .filteredOn(ConditionEvent.class::isInstance)
                .extracting(event -> ((ConditionEvent) event).condition())
                .anySatisfy(condition -> {
                    assertThat(condition.cut()).as("links around the leader").hasSize(4);
                    assertThat(condition.degraded())
                            .as("the other two, and all of clients, while the proxy is started anew")
                            .hasSize(8);
                });
    }

    /** What is asked of it first finds nobody there, as when it hangs or has failed by itself. */
    @Test
    void aProxyThatSomebodyEndsWhileLinksAreChangedIsNotStartedAnew() {
        try (Cluster cluster = new DockerGround().open(ClusterSpec.of(3), 7, new HistoryRecorder())) {
            cluster.start();
            cluster.runUntil(() -> cluster.faults().view().leader().isPresent(), 8 * SECOND);
            Injection cut = new Injection.CutLinks(Set.of(new Link("n1", "n2")), CutKind.REFUSED);

            docker.killContainerCmd(containerOf("proxy")).exec();
            cluster.faults().begin(1, cut, outcome -> {});

            assertThatThrownBy(() -> cluster.runUntil(cluster.timeline().now() + 10 * SECOND))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("the proxy's container ended in the middle of the trial, with exit code 137");
        }
    }

    /** Nobody but the node itself can tell that somebody else has frozen it. */
    @Test
    void aLeaderFrozenBehindTheHarnesssBackIsNoFaultOfTheCluster() {
        HistoryRecorder recorder = new HistoryRecorder();
        try (Cluster cluster = new DockerGround().open(ClusterSpec.of(3), 7, recorder)) {
            cluster.start();
            cluster.runUntil(() -> cluster.faults().view().leader().isPresent(), 8 * SECOND);
            cluster.runUntil(cluster.timeline().now() + 7 * SECOND);
            String leader = cluster.faults().view().leader().orElseThrow();
            String frozen = containerOf(leader);

            docker.pauseContainerCmd(frozen).exec();
            cluster.runUntil(cluster.timeline().now() + 2 * SECOND);
            docker.unpauseContainerCmd(frozen).exec();
            cluster.runUntil(cluster.timeline().now() + 9 * SECOND);
            recorder.phase(cluster.timeline().now(), "end");
        }

        Judgement judgement = Checkers.run(recorder.finish(), Checkers.election(new ElectionOptions(0, true)));
        assertThat(judgement.validity()).as(judgement::toString).isEqualTo(Validity.VALID);
        assertThat(recorder.soFar())
                .filteredOn(NodeEvent.class::isInstance)
                .extracting(event -> ((NodeEvent) event).fact())
                .filteredOn(NodeFact.Stalled.class::isInstance)
                .isNotEmpty();
    }

    private String containerOf(String node) {
        return docker
                .listContainersCmd()
                .withLabelFilter(List.of(RunResources.PROCESS + "=" + RunResources.PROCESS_HERE))
                .exec()
                .stream()
                .filter(container -> container.getNames()[0].endsWith("-" + node))
                .map(container -> container.getId())
                .findFirst()
                .orElseThrow();
    }

    /** All of ours, but not that of another run on this machine at the same time. */
    private Set<String> everything() {
        Set<String> names = new TreeSet<>();
        List<String> ours = List.of(RunResources.PROCESS + "=" + RunResources.PROCESS_HERE);
        docker.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(ours)
                .exec()
                .forEach(container -> names.add("container " + container.getId()));
        docker.listNetworksCmd()
                .withFilter("label", ours)
                .exec()
                .forEach(network -> names.add("network " + network.getName()));
        docker.listVolumesCmd()
                .withDanglingFilter(true)
                .exec()
                .getVolumes()
                .forEach(volume -> names.add("volume " + volume.getName()));
        return names;
    }
}
