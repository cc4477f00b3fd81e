package io.faultline.harness.suites;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.Validity;
import io.faultline.checkers.Verdict;
import io.faultline.harness.junit.FaultTest;
import io.faultline.harness.junit.Trial;
import io.faultline.harness.trial.Scenario;
import io.faultline.harness.trial.TrialResult;
import io.faultline.harness.trial.TrialRunner;
import io.faultline.harness.trial.Workload;
import io.faultline.nemesis.fault.CrashPoint;
import io.faultline.nemesis.fault.FaultClass;
import io.faultline.nemesis.fault.Point;
import io.faultline.nemesis.schedule.Schedule;
import io.faultline.nemesis.schedule.ScheduledFault;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Nodes that die at one named point of their turn, again and again, while clients add to a set: nothing acknowledged is
 * lost, and nothing is done twice.
 *
 * <p>Whom and when is drawn as the class {@code crash-point} draws it; the point is the test's. A trial in which no node
 * died while clients were at work fails: it would show nothing.
 */
class CrashPointsIT {
    /** A call without an answer is sent again for so long that the next leader gets it. */
    private static final int RETRIES = 30;

    /** Of these the least shown mutant is found by every second. */
    private static final int SEEDS = 10;

    private static final CrashesSeen SEEN = new CrashesSeen();

    @AfterAll
    static void printWhatWasSeen() {
        SEEN.print();
    }

    @FaultTest(trials = 10, nemesis = "crash-point", workload = Workload.SET, retries = RETRIES)
    void nothingIsLostOrDoneTwiceWhenNodesDieBeforeTheyPersist(Trial trial) {
        diesAt(Point.BEFORE_PERSIST, trial);
    }

    @FaultTest(trials = 10, nemesis = "crash-point", workload = Workload.SET, retries = RETRIES)
    void nothingIsLostOrDoneTwiceWhenNodesDieAfterTheyPersisted(Trial trial) {
        diesAt(Point.AFTER_PERSIST, trial);
    }

    @FaultTest(trials = 10, nemesis = "crash-point", workload = Workload.SET, retries = RETRIES)
    void nothingIsLostOrDoneTwiceWhenNodesDieAfterTheySent(Trial trial) {
        diesAt(Point.AFTER_SEND, trial);
    }

    @FaultTest(trials = 10, nemesis = "crash-point", workload = Workload.SET, retries = RETRIES)
    void nothingIsLostOrDoneTwiceWhenNodesDieBeforeTheyApply(Trial trial) {
        diesAt(Point.BEFORE_APPLY, trial);
    }

    @Test
    void everyPointHasATestOfItsOwn() {
        long tests = Arrays.stream(CrashPointsIT.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(FaultTest.class))
                .count();
        assertThat(tests).isEqualTo(Point.values().length);
    }

    @ParameterizedTest
    @EnumSource
    void aNodeThatDoesAgainWhatIsSentAgainIsFoundByCrashesAtEachPoint(Point point) {
        assertThat(accusers("C07", point)).contains("exactly-once");
    }

    @Test
    void aNodeThatAnswersBeforeItsDiskIsFoundByCrashesAfterItSent() {
        assertThat(accusers("R09", Point.AFTER_SEND)).contains("durability", "durable-log");
    }

    /** The checkers that find this mutant out when its nodes die at that point. */
    private static Set<String> accusers(String mutant, Point point) {
        Scenario standard = Scenario.election()
                .withWorkload(Workload.SET)
                .withNemesis(Set.of(FaultClass.CRASH_POINT))
                .withVariant(mutant);
        Scenario scenario = standard.withLoad(standard.load().withRetries(RETRIES));
        Set<String> accusers = new TreeSet<>();
        for (long seed = 1; seed <= SEEDS; seed++) {
            TrialResult result =
                    TrialRunner.simulated().run(scenario, seed, at(point, TrialRunner.schedule(scenario, seed)));
            result.judgement().verdicts().stream()
                    .filter(verdict -> verdict.validity() == Validity.INVALID)
                    .map(Verdict::checker)
                    .forEach(accusers::add);
        }
        return accusers;
    }

    private static void diesAt(Point point, Trial trial) {
        trial.plays(at(point, trial.schedule()));
        trial.assertValid();
        int crashes = SEEN.count(point, trial.run().history());
        assertThat(crashes).as("nodes that died while clients were at work").isPositive();
    }

    /** The same crashes at that point. */
    private static Schedule at(Point point, Schedule drawn) {
        List<ScheduledFault> faults = drawn.faults().stream()
                .map(fault -> new ScheduledFault(
                        fault.id(), fault.begin(), fault.end(), at(point, (CrashPoint) fault.fault())))
                .toList();
        return drawn.withFaults(faults);
    }

    private static CrashPoint at(Point point, CrashPoint drawn) {
        return new CrashPoint(drawn.target(), point, drawn.nth(), drawn.downNanos());
    }
}
