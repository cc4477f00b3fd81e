package io.faultline.harness.junit;

import io.faultline.harness.ground.GroundKind;
import io.faultline.harness.trial.Scenario;
import io.faultline.harness.trial.TrialResult;
import io.faultline.harness.trial.TrialRunner;
import io.faultline.nemesis.schedule.Schedule;
import java.util.Optional;

/**
 * One generated trial, as a parameter of a {@link FaultTest}.
 *
 * <pre>{@code
 * @FaultTest(trials = 50)
 * void electsUnderEveryFault(Trial trial) {
 *     trial.assertValid();
 * }
 * }</pre>
 *
 * <p>A trial that the test never ran is run after it, and must be valid. A test that runs it itself and asks for the
 * result judges by itself: then invalid may be just what it wants to see.
 */
public final class Trial {
    private final Scenario scenario;
    private final long seed;
    private final boolean allowUnknown;
    private Schedule schedule;
    private TrialResult result;

    Trial(Scenario scenario, long seed, boolean allowUnknown) {
        this.scenario = scenario;
        this.seed = seed;
        this.allowUnknown = allowUnknown;
    }

    public Scenario scenario() {
        return scenario;
    }

    public long seed() {
        return seed;
    }

    /** What the nemesis is going to do. */
    public Schedule schedule() {
        if (schedule == null) {
            schedule = TrialRunner.schedule(scenario, seed);
        }
        return schedule;
    }

    /**
     * Lets the nemesis do this instead of what the seed gave, such as the same with one fault changed.
     *
     * @throws IllegalStateException when the trial has run
     */
    public void plays(Schedule other) {
        if (result != null) {
            throw new IllegalStateException("the trial of seed " + seed + " has run; choose its schedule before");
        }
        schedule = other;
    }

    /** Runs the trial; called again, it returns the same result. */
    public TrialResult run() {
        if (result == null) {
            result = new TrialRunner(GroundKind.of(scenario.ground()).open()).run(scenario, seed, schedule());
        }
        return result;
    }

    /**
     * Runs the trial if that was not done yet, and fails if it is not valid.
     *
     * @throws AssertionError with what the checkers found
     */
    public void assertValid() {
        JudgementText.assertValid(run().judgement(), allowUnknown);
    }

    Optional<TrialResult> resultSoFar() {
        return Optional.ofNullable(result);
    }
}
