package io.faultline.harness.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.faultline.checkers.Validity;
import io.faultline.checkers.history.FaultEvent;
import io.faultline.nemesis.fault.CorruptRecord;
import io.faultline.nemesis.fault.Target;
import io.faultline.nemesis.schedule.Schedule;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs test classes, most of which must fail, and looks at how they do. */
class FaultTestExtensionTest {
    @TempDir
    private Path store;

    @Test
    void everySeedIsATestOfItsOwn() {
        EngineExecutionResults results = run(Passing.class);
        results.testEvents().assertStatistics(events -> events.started(7).succeeded(7));
        assertThat(displayNames(results))
                .contains("[seed 3] election of 3 nodes", "[seed 4] election of 3 nodes", "[seed 1] story of 5 nodes");
        assertThat(store).as("what passed is not kept").isEmptyDirectory();
    }

    @Test
    void propertiesReplaceSeedAndTrials() {
        EngineExecutionResults results =
                run(Passing.class, Map.of("faultline.seed", "40", "faultline.trials", "3", "faultline.cluster", "sim"));
        results.testEvents().assertStatistics(events -> events.started(18).succeeded(18));
        assertThat(displayNames(results))
                .contains("[seed 40] story of 5 nodes", "[seed 41] story of 5 nodes", "[seed 42] story of 5 nodes");
    }

    @Test
    void aStoryThatFailsEndsWithReplayAndReport() {
        Throwable failure = failureOf(Failing.class, "thereIsNeverALeader");
        assertThat(failure).isInstanceOf(AssertionError.class);
        assertThat(failure.getMessage()).startsWith("there must be no leader, but there is; at ");
        assertKept(failure, 7);
    }

    /** What clients were told stands in no schedule: a replay would tell another story. */
    @Test
    void aStoryWithClientsEndsWithTheCommandThatRunsItsTest() {
        Throwable failure = failureOf(Failing.class, "clientsSpoke");
        String rerun =
                "mvn test -Dsurefire.failIfNoSpecifiedTests=false -Dtest='FaultTestExtensionTest$Failing#clientsSpoke' -Dfaultline.seed=4 -Dfaultline.trials=1"
                        + " -Dfaultline.cluster=sim";
        assertThat(failure.getMessage()).contains("\n  replay: " + rerun + "\n  report: " + store);
        Path report = Path.of(failure.getMessage().replaceFirst("(?s).*report: ", ""));
        assertThat(report.resolveSibling("trial.json")).content().contains("\"replay\": \"" + rerun + "\"");
        assertThat(report).content().contains("FaultTestExtensionTest$Failing#clientsSpoke");
    }

    @Test
    void aMutantThatBreaksAPromiseInAStoryFailsIt() {
        Throwable failure = failureOf(Failing.class, "halfIsNoMajority");
        assertThat(failure.getMessage()).containsAnyOf("has two leaders", "The cluster broke a promise:");
        assertKept(failure, 1);
    }

    @Test
    void aMutantThatBreaksAPromiseInAGeneratedTrialFailsIt() {
        Throwable failure = failureOf(Failing.class, "generated");
        assertThat(failure.getMessage()).contains("The cluster broke a promise:\n  invalid  ");
        assertKept(failure, 2);
    }

    @Test
    void anErrorInTheTestIsNoAssertionAndStillReplayable() {
        Throwable failure = failureOf(Failing.class, "mistaken");
        assertThat(failure).isInstanceOf(IllegalStateException.class);
        assertThat(failure.getMessage())
                .startsWith("java.lang.IllegalArgumentException: there is no node n9; nodes are");
        assertKept(failure, 1);
    }

    @Test
    void unknownIsNotGreen() {
        Throwable failure = failureOf(Failing.class, "tooLittleIsLeft");
        assertThat(failure.getMessage()).startsWith("The trial could not be judged:\n  unknown  ");
        assertKept(failure, 1);
    }

    @Test
    void whatAnnotationsGetWrongIsToldInOneSentence() {
        SoftAssertions softly = new SoftAssertions();
        Map.of(
                        "nodes", "nodes must be 1 to 9, not 10",
                        "trials", "trials must be 1 to 1000000, not 0",
                        "nemesis", "unknown fault class 'fire'; legal are all, none, partition, latency,",
                        "timeLimit",
                                "'soon' is no duration; write a whole number and a unit, such as 500ms, 60s, 2m or 1h",
                        "variant", "unknown variant 'E99'; legal are E01, E02,",
                        "nothing", "the method must take either a Trial or a ScriptedCluster, not neither of them",
                        "both", "the method must take either a Trial or a ScriptedCluster, not both")
                .forEach((method, sentence) -> softly.assertThat(
                                containerFailure(Wrong.class, method, Map.of()).getMessage())
                        .startsWith("@FaultTest " + method + ": " + sentence)
                        .doesNotContain("\n"));
        softly.assertAll();
    }

    @Test
    void whatPropertiesGetWrongIsToldInOneSentence() {
        assertThat(containerFailure(Failing.class, "generated", Map.of("faultline.cluster", "cloud")))
                .hasMessage("@FaultTest generated: unknown value 'cloud' of faultline.cluster; legal are sim, docker");
        assertThat(containerFailure(Failing.class, "generated", Map.of("faultline.seed", "x")))
                .hasMessage("@FaultTest generated: faultline.seed must be a whole number, not 'x'");
    }

    private void assertKept(Throwable failure, long seed) {
        List<String> lines = failure.getMessage().lines().toList();
        int last = lines.size() - 1;
        assertThat(lines.get(last - 2))
                .isEqualTo("  again:  this test with -Dfaultline.seed=" + seed + " -Dfaultline.trials=1");
        assertThat(lines.get(last - 1)).startsWith("  replay: ./faultline replay " + store);
        assertThat(lines.get(last)).startsWith("  report: " + store).endsWith("report.html");
        Path folder = Path.of(lines.get(last - 1).substring("  replay: ./faultline replay ".length()));
        assertThat(folder.resolve("report.html")).isNotEmptyFile();
        assertThat(folder.resolve("history.jsonl")).isNotEmptyFile();
        assertThat(folder.resolve("schedule.json")).isNotEmptyFile();
        assertThat(folder.resolve("verdicts.json")).isNotEmptyFile();
    }

    private Throwable failureOf(Class<?> tests, String method) {
        EngineExecutionResults results = EngineTestKit.engine("junit-jupiter")
                .selectors(selectMethod(tests, method(tests, method)))
                .configurationParameter("faultline.store", store.toString())
                .execute();
        List<Event> failed = results.testEvents().failed().list();
        assertThat(failed).as("failures of " + method).isNotEmpty();
        return throwable(failed.get(0));
    }

    private Throwable containerFailure(Class<?> tests, String method, Map<String, String> parameters) {
        EngineExecutionResults results = EngineTestKit.engine("junit-jupiter")
                .selectors(selectMethod(tests, method(tests, method)))
                .configurationParameters(parameters)
                .execute();
        List<Event> failed = results.containerEvents().failed().list();
        assertThat(failed).as("failed containers of " + method).hasSize(1);
        return throwable(failed.get(0));
    }

    private static Method method(Class<?> tests, String name) {
        return Arrays.stream(tests.getDeclaredMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private EngineExecutionResults run(Class<?> tests) {
        return run(tests, Map.of());
    }

    private EngineExecutionResults run(Class<?> tests, Map<String, String> parameters) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(tests))
                .configurationParameters(parameters)
                .configurationParameter("faultline.store", store.toString())
                .execute();
    }

    private static List<String> displayNames(EngineExecutionResults results) {
        return results.testEvents().started().stream()
                .map(event -> event.getTestDescriptor().getDisplayName())
                .toList();
    }

    private static Throwable throwable(Event event) {
        return event.getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow();
    }

    static class Passing {
        @FaultTest(trials = 2, seed = 3, nodes = 3)
        void generated(Trial trial) {
            assertThat(trial.scenario().nodes()).isEqualTo(3);
            trial.assertValid();
        }

        @FaultTest(nemesis = "crash", nodes = 3)
        void playsASchedule(Trial trial) {
            Schedule calm = trial.schedule().withFaults(List.of());
            trial.plays(calm);
            assertThat(trial.run().schedule()).isEqualTo(calm);
            assertThat(trial.run().history().events()).noneMatch(FaultEvent.class::isInstance);
            assertThatThrownBy(() -> trial.plays(calm)).hasMessageContaining("has run; choose its schedule before");
        }

        @FaultTest(nemesis = "partition", timeLimit = "40s")
        void neverRunByTheTest(Trial trial) {
            assertThat(trial.schedule().faults())
                    .isNotEmpty()
                    .allSatisfy(fault ->
                            assertThat(fault.fault().faultClass().kebab()).isEqualTo("partition"));
        }

        @FaultTest
        void story(ScriptedCluster cluster) {
            cluster.awaitLeader();
        }

        @FaultTest(nodes = 4, variant = "E13", nemesis = "partition")
        void anInvalidResultThatTheTestWants(Trial trial) {
            assertThat(trial.run().judgement().validity()).isEqualTo(Validity.INVALID);
        }

        @FaultTest(nodes = 3, allowUnknown = true)
        void unknownThatIsAllowed(ScriptedCluster cluster) {
            corruptTwo(cluster);
        }
    }

    static class Failing {
        @FaultTest(seed = 7, nodes = 3)
        void thereIsNeverALeader(ScriptedCluster cluster) {
            cluster.runFor(Duration.ofSeconds(2));
            cluster.assertNoLeader();
        }

        @FaultTest(seed = 4, nodes = 3)
        void clientsSpoke(ScriptedCluster cluster) {
            cluster.clients().start(cluster.awaitLeader(), "x", outcome -> {});
            throw new AssertionError("it is wrong");
        }

        @FaultTest(trials = 10, nodes = 4, variant = "E13")
        void halfIsNoMajority(ScriptedCluster cluster) {
            cluster.partition(List.of("n1", "n2"), List.of("n3", "n4"));
            cluster.runFor(Duration.ofSeconds(2));
        }

        @FaultTest(trials = 10, seed = 2, nodes = 4, variant = "E13")
        void generated(Trial trial) {
            trial.assertValid();
        }

        @FaultTest
        void mistaken(ScriptedCluster cluster) {
            cluster.isolate("n9");
        }

        @FaultTest(nodes = 3)
        void tooLittleIsLeft(ScriptedCluster cluster) {
            corruptTwo(cluster);
        }
    }

    private static void corruptTwo(ScriptedCluster cluster) {
        cluster.awaitSettled();
        cluster.begin(new CorruptRecord(new Target.Named(List.of("n1", "n2"))));
    }

    static class Wrong {
        @FaultTest(nodes = 10)
        void nodes(Trial trial) {}

        @FaultTest(trials = 0)
        void trials(Trial trial) {}

        @FaultTest(nemesis = {"crash", "fire"})
        void nemesis(Trial trial) {}

        @FaultTest(timeLimit = "soon")
        void timeLimit(Trial trial) {}

        @FaultTest(variant = "E99")
        void variant(Trial trial) {}

        @FaultTest
        void nothing() {}

        @FaultTest
        void both(Trial trial, ScriptedCluster cluster) {}
    }
}
