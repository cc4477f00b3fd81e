package io.faultline.harness.othersystem;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.history.Condition;
import io.faultline.checkers.history.ConditionEvent;
import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.harness.cluster.ClientOutcome;
import io.faultline.harness.cluster.Cluster;
import io.faultline.harness.cluster.ClusterSpec;
import io.faultline.harness.cluster.StartReply;
import io.faultline.harness.cluster.StatusReply;
import io.faultline.harness.docker.ContainerSystem;
import io.faultline.harness.docker.DockerGround;
import io.faultline.harness.docker.DockerSupport;
import io.faultline.harness.docker.NeedsDocker;
import io.faultline.nemesis.fault.CutKind;
import io.faultline.nemesis.fault.DownMode;
import io.faultline.nemesis.fault.Injection;
import io.faultline.nemesis.fault.Link;
import io.faultline.nemesis.play.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * A system that is not ours, from a package of its own: nodes that say nothing of themselves. It is Toxiproxy, because
 * its image is there wherever containers can be run; it serves here as any program that answers HTTP.
 */
@NeedsDocker
class AnotherSystemOnContainersIT {
    private static final long SECOND = 1_000_000_000L;

    private final HistoryRecorder recorder = new HistoryRecorder();

    @Test
    void aSystemWithoutEventsIsStartedKilledCutAndRestarted() {
        try (Cluster cluster = new DockerGround(spec -> new Mute()).open(ClusterSpec.of(3), 1, recorder)) {
            cluster.start();
            assertThat(cluster.faults().view().up()).containsExactly("n1", "n2", "n3");
            assertThat(answers(cluster, "n2")).isTrue();

            Injection crash = new Injection.NodesDown(List.of("n2"), DownMode.KILL);
            Injection cut = new Injection.CutLinks(Set.of(new Link("n1", "n3")), CutKind.BLACK_HOLE);
            assertThat(done(cluster, reply -> cluster.faults().begin(1, crash, reply)))
                    .matches(Outcome::effective);
            assertThat(cluster.faults().view().up()).containsExactly("n1", "n3");
            assertThat(answers(cluster, "n2")).isFalse();
            assertThat(done(cluster, reply -> cluster.faults().begin(2, cut, reply)))
                    .matches(Outcome::effective);
            assertThat(done(cluster, reply -> cluster.faults().end(1, crash, reply)))
                    .matches(Outcome::effective);

            assertThat(cluster.faults().view().up()).containsExactly("n1", "n2", "n3");
            assertThat(answers(cluster, "n2")).isTrue();
            assertThat(cluster.faults().view().leader()).isEmpty();

            Injection slowDisk = new Injection.DiskFault(List.of("n1"), 0, 0, SECOND);
            assertThat(done(cluster, reply -> cluster.faults().begin(3, slowDisk, reply))
                            .effective())
                    .as("a disk fault, for which this system has no failpoint")
                    .isFalse();
        }
        assertThat(conditions()).anyMatch(condition -> condition.down().equals(List.of("n2")));
        assertThat(conditions().get(conditions().size() - 1).cut())
                .hasToString("[" + new io.faultline.checkers.history.Link("n1", "n3") + "]");
    }

    private List<Condition> conditions() {
        return recorder.soFar().stream()
                .filter(ConditionEvent.class::isInstance)
                .map(event -> ((ConditionEvent) event).condition())
                .toList();
    }

    private static Outcome done(Cluster cluster, Consumer<Consumer<Outcome>> act) {
        List<Outcome> outcomes = new ArrayList<>();
        act.accept(outcomes::add);
        assertThat(cluster.runUntil(() -> !outcomes.isEmpty(), 20 * SECOND)).isTrue();
        return outcomes.get(0);
    }

    private static boolean answers(Cluster cluster, String node) {
        List<ClientOutcome<StartReply>> outcomes = new ArrayList<>();
        cluster.startCommand(node, outcomes::add);
        assertThat(cluster.runUntil(() -> !outcomes.isEmpty(), 2 * SECOND)).isTrue();
        return outcomes.get(0).value().isPresent();
    }

    /** All that has to be said of another system. */
    private static final class Mute implements ContainerSystem {
        private static final int PORT = 8474;

        @Override
        public String image() {
            return DockerSupport.requireImage(Optional.ofNullable(System.getenv("FAULTLINE_TOXIPROXY_IMAGE"))
                    .orElse("faultline/toxiproxy:2.12.0-local"));
        }

        @Override
        public int peerPort() {
            return PORT;
        }

        @Override
        public int clientPort() {
            return PORT;
        }

        @Override
        public List<String> environment(Seat seat) {
            return List.of("LOG_LEVEL=error", "PEERS=" + seat.addresses());
        }

        @Override
        public String readyPath() {
            return "/version";
        }

        @Override
        public void startCommand(int port, String command, Consumer<ClientOutcome<StartReply>> done) {
            StartReply started = new StartReply(true, 0, 0, Optional.empty());
            Answers.get(port, "/version")
                    .thenApply(version -> (ClientOutcome<StartReply>) new ClientOutcome.Ok<>(started))
                    .exceptionally(failure -> new ClientOutcome.Info<>(failure.getMessage()))
                    .thenAccept(done);
        }

        @Override
        public void readStatus(int port, Consumer<ClientOutcome<StatusReply>> done) {
            done.accept(new ClientOutcome.Fail<>("this system says nothing of itself"));
        }
    }
}
