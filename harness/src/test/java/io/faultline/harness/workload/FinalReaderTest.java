package io.faultline.harness.workload;

import static io.faultline.harness.workload.StoreCluster.MS;
import static io.faultline.harness.workload.StoreCluster.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.history.OperationEvent;
import io.faultline.checkers.history.OperationType;
import io.faultline.checkers.history.PhaseEvent;
import io.faultline.harness.workload.Clients.Kind;
import io.faultline.harness.workload.StoreCluster.Fate;
import io.faultline.harness.workload.StoreCluster.Sent;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How patient the last client is, and when it gives up. */
class FinalReaderTest {
    private static final long TRIAL = 5 * SECOND;

    @Test
    void theHistoryNotesWhenTheFinalReadsBegin() {
        Run run = at(new StoreCluster(3)).readAll();

        List<PhaseEvent> phases = run.events().stream()
                .filter(PhaseEvent.class::isInstance)
                .map(PhaseEvent.class::cast)
                .toList();
        assertThat(phases).extracting(PhaseEvent::phase).containsExactly("final-reads");
        assertThat(run.finalOperations(OperationType.INVOKE))
                .isNotEmpty()
                .allMatch(event -> event.index() > phases.get(0).index());
    }

    @Test
    void itAsksTheNodesInTurnUntilOneAnswersAndEachAttemptIsAProcess() {
        StoreCluster cluster = new StoreCluster(3).ledBy("n3").withoutHints();
        Run run = at(cluster).readAll();

        assertThat(finalNodes(cluster)).startsWith("n1", "n2", "n3", "n3").endsWith("n3");
        assertThat(run.finalOperations(OperationType.FAIL)).hasSize(2);
        assertThat(run.finalOperations(OperationType.INVOKE).stream().map(OperationEvent::process))
                .doesNotHaveDuplicates();
    }

    @Test
    void itGoesToTheNodeThatIsNamed() {
        StoreCluster cluster = new StoreCluster(5).ledBy("n4");
        at(cluster).readAll();

        assertThat(finalNodes(cluster)).startsWith("n1", "n4", "n4").endsWith("n4");
    }

    @Test
    void itGivesUpWhenNobodyAnswersAndWritesNothingAfterwards() {
        StoreCluster cluster = new StoreCluster(3).fated(call -> call.time() < TRIAL ? Fate.ANSWERED : Fate.LOST);
        Run run = at(cluster).readAll();
        long took = cluster.timeline().now() - TRIAL;
        int events = run.events().size();

        assertThat(took).isBetween(20 * SECOND, 25 * SECOND);
        assertThat(run.finalOperations(OperationType.OK)).isEmpty();
        run.goOn(60 * SECOND);
        assertThat(run.events())
                .as("no answer stands behind the end of a trial")
                .hasSize(events);
    }

    /** An answer that comes while a cluster is taken down would make the history look cut off. */
    @Test
    void aClientThatIsStillWaitedForWritesNothingAfterwardsEither() {
        StoreCluster cluster = new StoreCluster(1)
                .fated(call -> call.call().f().equals("read") ? Fate.ANSWERED : Fate.LOST)
                .patientFor(60 * SECOND);
        Run run = at(cluster).readAll();
        int events = run.events().size();
        assertThat(run.operations(OperationType.INFO)).isEmpty();

        run.goOn(120 * SECOND);

        assertThat(run.events()).hasSize(events);
    }

    @Test
    void itGoesOnAsLongAsItIsAnsweredNowAndThen() {
        Load load = Kind.CAS_REGISTER.standardLoad().withKeys(1_000).withRate(1);
        AtomicInteger calls = new AtomicInteger();
        StoreCluster cluster =
                new StoreCluster(1).fated(call -> calls.incrementAndGet() % 2 == 0 ? Fate.ANSWERED : Fate.REFUSED);
        Run run = Run.of(Kind.CAS_REGISTER, load, cluster, 1, TRIAL).readAll();

        assertThat(cluster.timeline().now() - TRIAL).isGreaterThan(90 * SECOND);
        assertThat(run.finalOperations(OperationType.OK)).hasSize(1_000);
    }

    /** Only a broken one does that, and it must not take the trial with it. */
    @Test
    void itGivesUpAQueueThatNeverGetsEmpty() {
        StoreCluster cluster = new StoreCluster(1).withEndlessQueues();
        Run run =
                Run.of(Kind.QUEUE, Kind.QUEUE.standardLoad(), cluster, 1, TRIAL).readAll();

        assertThat(cluster.timeline().now() - TRIAL).isBetween(115 * SECOND, 125 * SECOND);
        assertThat(run.finalOperations(OperationType.OK)).hasSizeGreaterThan(10_000);
    }

    private static Run at(StoreCluster cluster) {
        return Run.of(Kind.KEY_VALUE, Kind.KEY_VALUE.standardLoad(), cluster, 1, TRIAL - 10 * MS)
                .stop()
                .goOn(10 * MS);
    }

    private static List<String> finalNodes(StoreCluster cluster) {
        return cluster.sent().stream()
                .filter(call -> call.time() >= TRIAL)
                .map(Sent::node)
                .toList();
    }
}
