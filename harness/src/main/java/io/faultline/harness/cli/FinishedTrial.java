package io.faultline.harness.cli;

import io.faultline.checkers.Validity;
import io.faultline.harness.store.TrialRecord;
import io.faultline.harness.trial.Scenario;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * A trial that came to a verdict.
 *
 * @param began when, on the wall clock
 * @param wallNanos how long it took
 * @param folder where it is stored; empty when it is not
 * @param report its report; empty when there is none
 * @param reportFailure why there is none although there should be
 */
record FinishedTrial(
        Scenario scenario,
        TrialRecord record,
        ZonedDateTime began,
        long wallNanos,
        Optional<Path> folder,
        Optional<Path> report,
        Optional<String> reportFailure) {

    Validity validity() {
        return record.judgement().validity();
    }

    long seed() {
        return record.info().seed();
    }

    long clusterNanos() {
        return record.schedule().phases().end();
    }
}
