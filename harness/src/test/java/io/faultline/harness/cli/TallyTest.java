package io.faultline.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.Judgement;
import io.faultline.checkers.Validity;
import io.faultline.checkers.Verdict;
import io.faultline.harness.store.StoredTrials;
import io.faultline.harness.store.TrialRecord;
import io.faultline.harness.store.TrialStore;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Unknown is never green, and nothing is unknown. */
class TallyTest {
    private final Tally tally = new Tally();

    @Test
    void nothingAtAllIsUnknown() {
        assertThat(tally.worst()).isEqualTo(Validity.UNKNOWN);
    }

    @Test
    void oneUnknownAmongManyValidMakesAllUnknown() {
        count(Validity.VALID, Validity.VALID, Validity.UNKNOWN, Validity.VALID);

        assertThat(tally.worst()).isEqualTo(Validity.UNKNOWN);
        assertThat(tally.counts()).isEqualTo("3 valid, 0 invalid, 1 unknown");
    }

    @Test
    void invalidIsWorstOfAll() {
        count(Validity.INVALID, Validity.UNKNOWN, Validity.VALID);

        assertThat(tally.worst()).isEqualTo(Validity.INVALID);
    }

    @Test
    void onlyValidIsValid() {
        count(Validity.VALID, Validity.VALID);

        assertThat(tally.worst()).isEqualTo(Validity.VALID);
        assertThat(tally.times()).isEqualTo("30 s of cluster time in 3 s, 10 × real time");
    }

    @Test
    void exitCodesFollowTheVerdict() {
        assertThat(ExitCode.of(Validity.VALID).code()).isZero();
        assertThat(ExitCode.of(Validity.INVALID).code()).isEqualTo(1);
        assertThat(ExitCode.of(Validity.UNKNOWN).code()).isEqualTo(2);
    }

    private void count(Validity... outcomes) {
        for (Validity outcome : outcomes) {
            tally.count(trial(outcome));
        }
    }

    private static FinishedTrial trial(Validity validity) {
        Verdict verdict = switch (validity) {
            case VALID -> Verdict.valid("c", "kept");
            case UNKNOWN -> Verdict.unknown("c", "not judged");
            case INVALID -> StoredTrials.judgement().verdicts().get(1);
        };
        TrialRecord record = new TrialRecord(
                TrialStore.info(StoredTrials.scenario(), 7, StoredTrials.BEGAN, ""),
                StoredTrials.schedule(),
                StoredTrials.history(),
                Judgement.of(List.of(verdict)));
        return new FinishedTrial(
                StoredTrials.scenario(),
                record,
                StoredTrials.BEGAN,
                1_500_000_000L,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
