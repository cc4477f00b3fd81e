package io.faultline.harness.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.checkers.Validity;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.OperationEvent;
import io.faultline.checkers.history.OperationType;
import io.faultline.checkers.history.PhaseEvent;
import io.faultline.checkers.history.json.HistoryWriter;
import io.faultline.harness.workload.Clients;
import io.faultline.nemesis.fault.FaultClass;
import io.faultline.nemesis.fault.Ground;
import io.faultline.nemesis.schedule.SwarmDraw;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Trials with clients, in the simulator. */
class WorkloadTrialsTest {
    private static final Set<FaultClass> SOME = Set.of(FaultClass.PARTITION, FaultClass.CRASH, FaultClass.LOSS);

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"ELECTION", "STORY"})
    void theSameSeedGivesTheSameLinesAndASoundClusterPasses(Workload workload) {
        Scenario scenario = scenario(workload);
        TrialResult result = TrialRunner.simulated().run(scenario, 11);

        assertThat(result.judgement().validity())
                .as("seed 11: %s", result.judgement())
                .isEqualTo(Validity.VALID);
        assertThat(lines(result.history()))
                .isEqualTo(lines(TrialRunner.simulated().run(scenario, 11).history()));
        assertThat(result.history().complete()).isTrue();
    }

    @Test
    void linksOfClientsAreDrawnOnlyWhereThereAreClients() {
        Set<FaultClass> all = FaultClass.defaults(Ground.SIMULATED);
        assertThat(TrialRunner.schedule(Scenario.election(), 1).swarm().classes())
                .extracting(SwarmDraw.ClassDraw::faultClass)
                .hasSize(all.size() - 1)
                .doesNotContain(FaultClass.CLIENT_LINKS);
        assertThat(TrialRunner.schedule(Scenario.election().withWorkload(Workload.KV), 1)
                        .swarm()
                        .classes())
                .extracting(SwarmDraw.ClassDraw::faultClass)
                .containsExactlyElementsOf(all);
        assertThatThrownBy(() -> Scenario.election().withNemesis(Set.of(FaultClass.CLIENT_LINKS)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the workload election has no clients, so client-links alone does nothing; choose another"
                        + " workload or more classes");
    }

    @Test
    void clientsAskFromTheStartThroughTheRecoveryAndThenForEverythingOnce() {
        Scenario scenario = scenario(Workload.KV);
        TrialResult result = TrialRunner.simulated().run(scenario, 3);
        List<Event> events = result.history().events();

        long finalReads = phase(events, PhaseEvent.FINAL_READS).index();
        long recovery = phase(events, "recovery").index();
        assertThat(finalReads).isGreaterThan(phase(events, "final").index());
        assertThat(invoked(events, 0, recovery)).isGreaterThan(100);
        assertThat(invoked(events, recovery, finalReads)).isGreaterThan(100);
        assertThat(events.subList((int) finalReads, events.size()).stream()
                        .filter(OperationEvent.class::isInstance)
                        .map(OperationEvent.class::cast)
                        .filter(event -> event.type() == OperationType.OK)
                        .map(event -> event.key().toString())
                        .distinct()
                        .count())
                .as("ten registers, lists and sums")
                .isEqualTo(30);
    }

    /** What is done to the cluster depends on the seed alone, so that workloads can be compared. */
    @Test
    void aWorkloadDoesNotChangeTheSchedule() {
        assertThat(TrialRunner.schedule(scenario(Workload.QUEUE), 5))
                .isEqualTo(TrialRunner.schedule(scenario(Workload.ELECTION), 5));
    }

    @Test
    void aTrialWithClientsIsJudgedByAllCheckersOfElectionsReplicationAndClients() {
        TrialResult result = TrialRunner.simulated().run(scenario(Workload.QUEUE), 1);

        assertThat(result.judgement().verdicts())
                .extracting(Verdict::checker)
                .contains("election-safety", "eventual-election", "log-matching", "durable-log")
                .contains("availability", "durability", "exactly-once", "fifo")
                .doesNotContain("fencing-tokens");
    }

    @Test
    void aScenarioHasALoadIfItHasClients() {
        Scenario election = scenario(Workload.ELECTION);
        Scenario register = scenario(Workload.REGISTER);

        assertThat(election.load()).isNull();
        assertThat(election.withWorkload(Workload.SET).load()).isEqualTo(Clients.Kind.SET.standardLoad());
        assertThatThrownBy(() -> election.withLoad(register.load()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the workload election has no clients, and so no load");
        assertThatThrownBy(() -> register.withLoad(null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the workload register needs a load");
    }

    private static Scenario scenario(Workload workload) {
        return Scenario.election()
                .withWorkload(workload)
                .withNodes(3)
                .withNemesis(SOME)
                .withTimeLimit(30_000_000_000L);
    }

    private static List<String> lines(History history) {
        return history.events().stream().map(HistoryWriter::line).toList();
    }

    private static PhaseEvent phase(List<Event> events, String name) {
        return events.stream()
                .filter(PhaseEvent.class::isInstance)
                .map(PhaseEvent.class::cast)
                .filter(event -> event.phase().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static long invoked(List<Event> events, long from, long to) {
        return events.subList((int) from, (int) to).stream()
                .filter(event -> event instanceof OperationEvent operation && operation.type() == OperationType.INVOKE)
                .count();
    }
}
