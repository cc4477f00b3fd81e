package io.faultline.harness.workload;

import static io.faultline.harness.workload.StoreCluster.MS;
import static io.faultline.harness.workload.StoreCluster.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.history.OperationEvent;
import io.faultline.checkers.history.OperationType;
import io.faultline.harness.cluster.ClientCall;
import io.faultline.harness.workload.Clients.Kind;
import io.faultline.harness.workload.StoreCluster.Fate;
import io.faultline.harness.workload.StoreCluster.Sent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whom a client asks, as whom, and how often. */
class ClientTest {
    /** One client that stays with nobody. */
    private static final Load ONE = new Load(10, 1, 1, 0, 0, 0);

    // ---- whom ----

    @Test
    void theNextOperationGoesToTheNodeThatWasNamed() {
        StoreCluster cluster = new StoreCluster(5).ledBy("n4");
        Run.of(Kind.SET, ONE, cluster, 1, 5 * SECOND);

        assertThat(asked(cluster)).startsWith("n1", "n4", "n4", "n4").endsWith("n4");
    }

    @Test
    void withoutANameTheNextOperationGoesToTheNextNodeUntilOneAnswers() {
        StoreCluster cluster = new StoreCluster(5).ledBy("n3").withoutHints();
        Run.of(Kind.SET, ONE, cluster, 1, 5 * SECOND);

        assertThat(asked(cluster)).startsWith("n1", "n2", "n3", "n3").endsWith("n3");
    }

    @Test
    void afterNoAnswerTheNextOperationGoesToTheNextNodeAndRoundAgain() {
        StoreCluster cluster = new StoreCluster(3).fated(call -> Fate.LOST);
        Run.of(Kind.SET, ONE, cluster, 1, 5 * SECOND);

        assertThat(asked(cluster)).startsWith("n1", "n2", "n3", "n1", "n2");
    }

    /** Behind a cut its companions go on to name a leader that serves nobody. */
    @Test
    void aNodeThatDidNotAnswerTwiceIsAskedAgainOnlyInItsTurnWhoeverNamesIt() {
        StoreCluster cluster = new StoreCluster(5).fated(call -> call.node().equals("n1") ? Fate.LOST : Fate.ANSWERED);
        Run.of(Kind.SET, ONE, cluster, 1, 10 * SECOND);

        assertThat(asked(cluster)).startsWith("n1", "n2", "n1", "n2", "n3", "n4", "n5", "n1", "n2", "n3");
    }

    @Test
    void aNodeThatAnsweredMeanwhileMayNameAnyNodeAgain() {
        StoreCluster cluster = new StoreCluster(3);
        cluster.fated(call -> call.time() < SECOND ? Fate.LOST : Fate.ANSWERED);
        Run run = Run.of(Kind.SET, ONE, cluster, 1, 10 * SECOND);

        assertThat(asked(cluster)).endsWith("n1", "n1", "n1");
        cluster.ledBy("n3");
        run.goOn(5 * SECOND);
        cluster.ledBy("n1");
        run.goOn(5 * SECOND);
        assertThat(asked(cluster)).contains("n3").endsWith("n1");
    }

    /** A compare-and-set that found another value finds it on every node. */
    @Test
    void aRefusalByTheServiceItselfTurnsNobodyAway() {
        StoreCluster cluster = new StoreCluster(3);
        Run run = Run.of(Kind.LOCK, ONE.withClients(3), cluster, 1, 20 * SECOND);
        long turned = run.operations(OperationType.FAIL).size();
        long refused = cluster.sent().stream()
                .filter(call -> !call.node().equals("n1"))
                .count();

        assertThat(refused)
                .as("two clients begin elsewhere and are told at once")
                .isEqualTo(2);
        assertThat(turned).as("locks that others held").isGreaterThan(20);
    }

    @Test
    void pinnedClientsStayWhateverHappens() {
        StoreCluster cluster = new StoreCluster(3)
                .fated(call -> call.time() < 5 * SECOND ? Fate.ANSWERED : Fate.LOST)
                .ledBy("n3");
        Load load = ONE.withClients(3).withPinned(0.67);
        Run run = Run.of(Kind.REGISTER, load, cluster, 1, 20 * SECOND);

        List<String> nodes = cluster.sent().stream()
                .filter(call -> call.time() > 10 * SECOND)
                .map(Sent::node)
                .distinct()
                .toList();
        assertThat(nodes).as("the one that is free goes round").contains("n1", "n2", "n3");
        assertThat(run.invoked().stream()
                        .filter(event -> event.process() % 3 == 0)
                        .map(at(cluster)))
                .containsOnly("n1");
        assertThat(run.invoked().stream()
                        .filter(event -> event.process() % 3 == 1)
                        .map(at(cluster)))
                .containsOnly("n2");
    }

    /** Where a process asked at that time. */
    private static Function<OperationEvent, String> at(StoreCluster cluster) {
        return event -> cluster.sent().stream()
                .filter(call -> call.time() == event.time()
                        && event.f().equals(call.call().f()))
                .findFirst()
                .orElseThrow()
                .node();
    }

    // ---- as whom ----

    @Test
    void aSessionCountsWhatTheServiceHasHadAndReadsNeedNone() {
        StoreCluster cluster = new StoreCluster(2).ledBy("n2");
        Run.of(Kind.REGISTER, ONE, cluster, 3, 20 * SECOND);

        List<ClientCall> writes =
                calls(cluster).filter(call -> call.f().equals("write")).toList();
        assertThat(writes).hasSizeGreaterThan(50).allMatch(call -> call.client().equals("c0"));
        List<Long> serials = writes.stream().map(ClientCall::serial).toList();
        long unheard = cluster.sent().stream()
                .filter(call -> call.node().equals("n1") && call.call().client() != null)
                .count();
        assertThat(serials.get(serials.size() - 1)).isEqualTo(writes.size() - unheard);
        assertThat(calls(cluster).filter(call -> call.f().equals("read")))
                .isNotEmpty()
                .allMatch(call -> call.client() == null);
    }

    @Test
    void aRequestThatNobodyTookLeavesItsNumberToTheNext() {
        StoreCluster cluster = new StoreCluster(3).fated(call -> Fate.REFUSED);
        Run.of(Kind.SET, ONE, cluster, 1, 5 * SECOND);

        assertThat(calls(cluster).filter(call -> call.f().equals("append")))
                .isNotEmpty()
                .allMatch(call -> call.client().equals("c0") && call.serial() == 1);
    }

    @Test
    void afterAnUnknownEffectTheClientHasAnotherSession() {
        StoreCluster cluster = new StoreCluster(3).fated(call -> Fate.UNANSWERED);
        Run.of(Kind.QUEUE, ONE.withClients(2), cluster, 1, 10 * SECOND);

        assertThat(calls(cluster)).isNotEmpty().allMatch(call -> call.serial() == 1);
        assertThat(calls(cluster).map(ClientCall::client))
                .doesNotHaveDuplicates()
                .contains("c0", "c1", "c2", "c3");
    }

    @Test
    void sessionsCanBeSwitchedOff() {
        StoreCluster cluster = new StoreCluster(3);
        Run.of(Kind.KEY_VALUE, Kind.KEY_VALUE.standardLoad().withSessions(false), cluster, 1, 10 * SECOND);

        assertThat(calls(cluster)).isNotEmpty().allMatch(call -> call.client() == null && call.serial() == 0);
    }

    // ---- how often ----

    @ParameterizedTest
    @EnumSource
    void noCallIsRepeatedByItself(Kind kind) {
        StoreCluster cluster =
                new StoreCluster(3).fated(call -> call.time() % 3 == 0 ? Fate.UNANSWERED : Fate.ANSWERED);
        Run run = Run.of(kind, kind.standardLoad(), cluster, 1, 30 * SECOND).readAll();

        assertThat(cluster.sent()).hasSameSizeAs(run.invoked());
    }

    @Test
    void aCallWithoutAnAnswerIsSentAgainAsTheSameRequestToAnotherNodeAndDoneOnce() {
        // The first attempt of each request is done and its answer lost.
        List<ClientCall> known = new ArrayList<>();
        StoreCluster cluster = new StoreCluster(3).fated(call -> {
            boolean again = known.contains(call.call());
            known.add(call.call());
            return again || call.call().f().equals("read") ? Fate.ANSWERED : Fate.UNANSWERED;
        });
        Run run = Run.of(Kind.SET, ONE.withRetries(2), cluster, 1, 30 * SECOND).readAll();

        List<OperationEvent> appends = run.invoked().stream()
                .filter(event -> event.f().equals("append"))
                .toList();
        assertThat(appends).hasSizeGreaterThan(10).allMatch(event -> event.process() == 0);
        for (OperationEvent append : appends) {
            List<Sent> attempts = cluster.sent().stream()
                    .filter(call -> append.value().equals(call.call().value()))
                    .toList();
            assertThat(attempts).as("%s", append).hasSizeGreaterThan(1);
            assertThat(attempts.stream().map(Sent::call).distinct())
                    .as("%s", append)
                    .hasSize(1);
            assertThat(attempts.get(1).node())
                    .as("%s", append)
                    .isNotEqualTo(attempts.get(0).node());
        }
        assertThat(cluster.list("set")).doesNotHaveDuplicates();
        assertThat(run.operations(OperationType.OK).stream()
                        .filter(event -> event.f().equals("append"))
                        .map(OperationEvent::value))
                .isNotEmpty()
                .isSubsetOf(cluster.list("set"));
    }

    @Test
    void afterAsManyRetriesAsAskedForTheEffectIsUnknown() {
        StoreCluster cluster = new StoreCluster(3).fated(call -> Fate.LOST).patientFor(20 * MS);
        Run run = Run.of(Kind.QUEUE, ONE.withRetries(3), cluster, 1, 30 * SECOND)
                .stop()
                .goOn(SECOND);

        int asked = run.invoked().size();
        assertThat(asked).isGreaterThan(10);
        assertThat(cluster.sent()).hasSize(4 * asked);
        assertThat(run.operations(OperationType.INFO)).hasSize(asked);
    }

    /** The first attempt was done. Another node's refusal is about the second one only. */
    @Test
    void aRefusalAfterAnAttemptWithoutAnswerIsNoFailure() {
        StoreCluster cluster = new StoreCluster(3).patientFor(10 * MS);
        List<ClientCall> known = new ArrayList<>();
        cluster.fated(call -> {
            boolean again = known.contains(call.call());
            known.add(call.call());
            return call.call().f().equals("read") ? Fate.ANSWERED : again ? Fate.REFUSED : Fate.UNANSWERED;
        });
        Run run = Run.of(Kind.SET, ONE.withRetries(2), cluster, 1, 60 * SECOND)
                .stop()
                .goOn(SECOND);

        assertThat(cluster.list("set")).isNotEmpty();
        assertThat(run.operations(OperationType.FAIL).stream()
                        .filter(event -> event.f().equals("append")))
                .isEmpty();
        assertThat(run.operations(OperationType.INFO).stream().map(OperationEvent::value))
                .containsAll(cluster.list("set"));
    }

    @Test
    void aCallIsGivenUpAfterItsLimitAndALateAnswerIsNotHeard() {
        StoreCluster cluster = new StoreCluster(1).fated(call -> Fate.LOST).patientFor(300 * MS);
        Run run = Run.of(Kind.REGISTER, ONE.withLimit(100 * MS), cluster, 1, 30 * SECOND)
                .stop()
                .goOn(SECOND);

        List<OperationEvent> operations = run.operations();
        assertThat(operations).hasSizeGreaterThan(100);
        for (int i = 0; i < operations.size(); i += 2) {
            OperationEvent begin = operations.get(i);
            OperationEvent end = operations.get(i + 1);
            assertThat(end.time() - begin.time()).isEqualTo(100 * MS);
            assertThat(end.type()).isEqualTo(begin.f().equals("read") ? OperationType.FAIL : OperationType.INFO);
        }
    }

    private static List<String> asked(StoreCluster cluster) {
        return cluster.sent().stream().map(Sent::node).toList();
    }

    private static Stream<ClientCall> calls(StoreCluster cluster) {
        return cluster.sent().stream().map(Sent::call);
    }
}
