package io.faultline.harness.cli;

import io.faultline.checkers.Validity;
import io.faultline.harness.mutants.ProvingGround;
import io.faultline.harness.trial.Scenario;
import io.faultline.harness.trial.TrialResult;
import io.faultline.nemesis.schedule.Schedule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Trials of mutants that do not come again, so each is stored; the invalid ones are shown. */
final class StoredTrials implements ProvingGround.Player {
    private final Console console;
    private final Conductor conductor;
    private final List<FinishedTrial> invalid = new ArrayList<>();

    StoredTrials(Console console, Conductor conductor) {
        this.console = console;
        this.conductor = conductor;
    }

    @Override
    public TrialResult play(Scenario scenario, long seed, Schedule schedule) {
        double limit = schedule.phases().end();
        try (Progress progress = Progress.on(console)) {
            FinishedTrial trial = conductor.runStored(
                    scenario, seed, schedule, now -> progress.at(now / limit, scenario.name() + ", seed " + seed));
            if (trial.validity() == Validity.INVALID) {
                invalid.add(trial);
            }
            return new TrialResult(
                    scenario,
                    seed,
                    schedule,
                    trial.record().history(),
                    trial.record().judgement());
        } catch (IOException unstored) {
            throw new UncheckedIOException(unstored);
        }
    }

    /** The invalid trials since the last call. */
    List<FinishedTrial> takeInvalid() {
        List<FinishedTrial> taken = List.copyOf(invalid);
        invalid.clear();
        return taken;
    }
}
