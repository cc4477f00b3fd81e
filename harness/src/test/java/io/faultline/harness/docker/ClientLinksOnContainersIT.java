package io.faultline.harness.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.Validity;
import io.faultline.checkers.history.FaultEvent;
import io.faultline.checkers.history.FaultPhase;
import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.harness.cluster.ClientCall;
import io.faultline.harness.cluster.ClientOutcome;
import io.faultline.harness.cluster.ClientReply;
import io.faultline.harness.cluster.Cluster;
import io.faultline.harness.cluster.ClusterSpec;
import io.faultline.harness.trial.Scenario;
import io.faultline.harness.trial.TrialResult;
import io.faultline.harness.trial.TrialRunner;
import io.faultline.harness.trial.Workload;
import io.faultline.nemesis.fault.ClientLatency;
import io.faultline.nemesis.fault.Direction;
import io.faultline.nemesis.fault.Fault;
import io.faultline.nemesis.fault.FaultClass;
import io.faultline.nemesis.fault.Ground;
import io.faultline.nemesis.fault.Injection;
import io.faultline.nemesis.fault.ReplyLoss;
import io.faultline.nemesis.fault.RequestLoss;
import io.faultline.nemesis.fault.Target;
import io.faultline.nemesis.play.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What clients of containers ask and are answered, lost and late. */
@NeedsDocker
class ClientLinksOnContainersIT {
    private static final long MS = 1_000_000;
    private static final long SECOND = 1_000 * MS;
    private static final Target ALL = new Target.All();

    @Test
    void aLostRequestHasNoEffectAndALostReplyHasItsOwn() {
        try (Cluster cluster = new DockerGround().open(ClusterSpec.of(1), 7, new HistoryRecorder())) {
            cluster.start();
            assertThat(cluster.runUntil(() -> cluster.faults().view().leader().isPresent(), 5 * SECOND))
                    .isTrue();
            assertThat(answer(cluster, write(0))).isInstanceOf(ClientOutcome.Ok.class);

            begin(cluster, new RequestLoss(ALL), "n1 on timeout_upstream(timeout=0)");
            assertThat(answer(cluster, write(1))).isEqualTo(new ClientOutcome.Info<>("no answer in time"));
            end(cluster, new RequestLoss(ALL));
            assertThat(read(cluster)).isEqualTo(0L);

            begin(cluster, new ReplyLoss(ALL), "n1 on timeout_downstream(timeout=0)");
            assertThat(answer(cluster, write(2))).isEqualTo(new ClientOutcome.Info<>("no answer in time"));
            Injection slowDisk = new Injection.DiskFault(List.of("n1"), 0, 0, MS);
            assertThat(outcome(cluster, slowDisk).effective())
                    .as("nodes are asked for failpoints by another way")
                    .isTrue();
            end(cluster, new ReplyLoss(ALL));
            assertThat(read(cluster)).isEqualTo(2L);

            begin(
                    cluster,
                    new ClientLatency(ALL, Direction.BOTH, 300 * MS, 0),
                    "latency_downstream(jitter=0 latency=300)");
            long before = cluster.timeline().now();
            assertThat(answer(cluster, write(3))).isInstanceOf(ClientOutcome.Ok.class);
            assertThat(cluster.timeline().now() - before).isGreaterThan(600 * MS);
        }
    }

    @Test
    void nodesKeepTheirPromisesWhereRequestsAndRepliesAreLost() {
        Scenario standard =
                new Scenario(Ground.DOCKER, 3, Workload.KV, Set.of(FaultClass.CLIENT_LINKS), 25 * SECOND, null);
        TrialResult result = new TrialRunner(new DockerGround())
                .run(standard.withLoad(standard.load().withRetries(3).withLimit(SECOND)), 2);

        assertThat(result.judgement().validity())
                .as(() -> result.judgement().toString())
                .isEqualTo(Validity.VALID);
        assertThat(result.history().events())
                .filteredOn(event -> event instanceof FaultEvent fault && fault.phase() == FaultPhase.END)
                .isNotEmpty()
                .allSatisfy(event -> assertThat(((FaultEvent) event).fault()).containsEntry("effective", true));
    }

    private static void begin(Cluster cluster, Fault fault, String readBack) {
        Outcome outcome = outcome(cluster, fault.resolve(cluster.faults().view()));
        assertThat(outcome.readBack()).contains(readBack);
        assertThat(outcome.effective()).isTrue();
    }

    private static Outcome outcome(Cluster cluster, Injection injection) {
        List<Outcome> outcomes = new ArrayList<>();
        int id = injection instanceof Injection.DiskFault ? 2 : 1;
        cluster.faults().begin(id, injection, outcomes::add);
        cluster.runUntil(() -> !outcomes.isEmpty(), 10 * SECOND);
        return outcomes.get(0);
    }

    private static void end(Cluster cluster, Fault fault) {
        List<Outcome> outcomes = new ArrayList<>();
        cluster.faults().end(1, fault.resolve(cluster.faults().view()), outcomes::add);
        cluster.runUntil(() -> !outcomes.isEmpty(), 10 * SECOND);
        assertThat(outcomes.get(0).effective()).isTrue();
    }

    private static ClientCall write(long value) {
        return new ClientCall("write", "x", value);
    }

    private static Object read(Cluster cluster) {
        return ((ClientOutcome.Ok<ClientReply>) answer(cluster, new ClientCall("read", "x", null)))
                .answer()
                .value();
    }

    private static ClientOutcome<ClientReply> answer(Cluster cluster, ClientCall call) {
        List<ClientOutcome<ClientReply>> heard = new ArrayList<>();
        cluster.call("n1", call, heard::add);
        assertThat(cluster.runUntil(() -> !heard.isEmpty(), 10 * SECOND)).isTrue();
        return heard.get(0);
    }
}
