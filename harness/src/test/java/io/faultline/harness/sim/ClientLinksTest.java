package io.faultline.harness.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.history.Condition;
import io.faultline.checkers.history.ConditionEvent;
import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.harness.cluster.ClientCall;
import io.faultline.harness.cluster.ClientOutcome;
import io.faultline.harness.cluster.ClientReply;
import io.faultline.harness.cluster.Cluster;
import io.faultline.harness.cluster.ClusterSpec;
import io.faultline.nemesis.fault.ClientFault;
import io.faultline.nemesis.fault.ClientLatency;
import io.faultline.nemesis.fault.Direction;
import io.faultline.nemesis.fault.DownMode;
import io.faultline.nemesis.fault.Injection;
import io.faultline.nemesis.fault.ReplyLoss;
import io.faultline.nemesis.fault.RequestLoss;
import io.faultline.nemesis.fault.Target;
import io.faultline.nemesis.play.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What clients of a simulated cluster see of faults on their way, and what is done of what they asked. */
class ClientLinksTest {
    private static final long MS = 1_000_000;
    private static final Target ALL = new Target.All();

    private final HistoryRecorder recorder = new HistoryRecorder();
    private final Cluster cluster = new SimulatedGround(SimulationSettings.PLAIN).open(ClusterSpec.of(3), 7, recorder);
    private String leader;

    @BeforeEach
    void awaitALeader() {
        cluster.start();
        assertThat(cluster.runUntil(() -> cluster.faults().view().leader().isPresent(), 5_000 * MS))
                .isTrue();
        leader = cluster.faults().view().leader().orElseThrow();
        cluster.runUntil(now() + 1_000 * MS);
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void aLostRequestHasNoEffectAndALostReplyHasItsOwn() {
        assertThat(under(new RequestLoss(ALL), write(1))).isEqualTo(new ClientOutcome.Info<>("no answer in time"));
        assertThat(valueOf(read())).isNull();

        assertThat(under(new ReplyLoss(ALL), write(2))).isEqualTo(new ClientOutcome.Info<>("no answer in time"));
        assertThat(valueOf(read())).isEqualTo(2L);
    }

    @Test
    void anotherNodeAnswersAsBefore() {
        String other = leader.equals("n1") ? "n2" : "n1";
        assertThat(under(new RequestLoss(new Target.Named(List.of(other))), write(3)))
                .isInstanceOf(ClientOutcome.Ok.class);
    }

    @Test
    void lateOnBothWaysIsTwiceAsLate() {
        long before = now();
        assertThat(under(new ClientLatency(ALL, Direction.BOTH, 300 * MS, 0), write(4)))
                .isInstanceOf(ClientOutcome.Ok.class);
        assertThat(now() - before).isBetween(600 * MS, 620 * MS);

        long later = now();
        assertThat(under(new ClientLatency(ALL, Direction.OUT, 300 * MS, 200 * MS), write(5)))
                .isInstanceOf(ClientOutcome.Ok.class);
        assertThat(now() - later).isBetween(300 * MS, 520 * MS);
    }

    /** The client has given it up by then; what it asked for is done all the same. */
    @Test
    void aRequestThatComesAfterItsClientGaveItUpIsStillDone() {
        assertThat(under(new ClientLatency(ALL, Direction.IN, 6_000 * MS, 0), write(6)))
                .isEqualTo(new ClientOutcome.Info<>("no answer in time"));
        assertThat(valueOf(read())).isNull();
        cluster.runUntil(now() + 2_000 * MS);
        assertThat(valueOf(read())).isEqualTo(6L);
    }

    @Test
    void overALostReplyNobodyHearsThatANodeIsDown() {
        Injection down = new Injection.NodesDown(List.of(leader), DownMode.KILL);
        cluster.faults().begin(9, down, ClientLinksTest::effective);
        assertThat(answer(write(7))).isEqualTo(new ClientOutcome.Fail<ClientReply>("no connection"));
        assertThat(under(new ReplyLoss(ALL), write(8))).isEqualTo(new ClientOutcome.Info<>("no answer in time"));
    }

    @Test
    void whoAsksForTheStatusIsToldInTimeThatNobodyAnswers() {
        List<ClientOutcome<?>> outcomes = new ArrayList<>();
        cluster.faults().begin(1, resolved(new RequestLoss(ALL)), ClientLinksTest::effective);
        cluster.readStatus(leader, outcomes::add);
        cluster.startCommand(leader, "x", outcomes::add);
        cluster.runUntil(now() + Cluster.ANSWER_WITHIN);
        assertThat(outcomes)
                .containsExactlyInAnyOrder(
                        new ClientOutcome.Fail<>("no answer in time"), new ClientOutcome.Info<>("no answer in time"));
    }

    @Test
    void theConditionSaysWhichWayIsCutAndWhichIsLate() {
        cluster.faults().begin(1, resolved(new ReplyLoss(new Target.Named(List.of("n2")))), ClientLinksTest::effective);
        cluster.faults()
                .begin(
                        2,
                        resolved(new ClientLatency(new Target.Named(List.of("n1")), Direction.IN, 50 * MS, 0)),
                        ClientLinksTest::effective);
        Condition condition = condition();
        assertThat(condition.cut()).extracting(Object::toString).containsExactly("n2→clients");
        assertThat(condition.degraded()).extracting(Object::toString).containsExactly("clients→n1");
    }

    private ClientOutcome<ClientReply> under(ClientFault fault, ClientCall call) {
        Injection injection = resolved(fault);
        cluster.faults().begin(1, injection, ClientLinksTest::effective);
        ClientOutcome<ClientReply> outcome = answer(call);
        cluster.faults().end(1, injection, ClientLinksTest::effective);
        assertThat(condition().cut()).isEmpty();
        return outcome;
    }

    private Injection resolved(ClientFault fault) {
        return fault.resolve(cluster.faults().view());
    }

    private static void effective(Outcome outcome) {
        assertThat(outcome.effective()).isTrue();
    }

    private static ClientCall write(long value) {
        return new ClientCall("write", "x", value);
    }

    private static ClientCall read() {
        return new ClientCall("read", "x", null);
    }

    private Object valueOf(ClientCall call) {
        return ((ClientOutcome.Ok<ClientReply>) answer(call)).answer().value();
    }

    private ClientOutcome<ClientReply> answer(ClientCall call) {
        List<ClientOutcome<ClientReply>> heard = new ArrayList<>();
        cluster.call(leader, call, heard::add);
        assertThat(cluster.runUntil(() -> !heard.isEmpty(), 10_000 * MS)).isTrue();
        return heard.get(0);
    }

    private long now() {
        return cluster.timeline().now();
    }

    private Condition condition() {
        return recorder.soFar().stream()
                .filter(ConditionEvent.class::isInstance)
                .map(event -> ((ConditionEvent) event).condition())
                .reduce((earlier, later) -> later)
                .orElse(Condition.CALM);
    }
}
