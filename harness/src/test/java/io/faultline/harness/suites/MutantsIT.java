package io.faultline.harness.suites;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.Validity;
import io.faultline.checkers.Verdict;
import io.faultline.harness.mutants.CampaignLimits;
import io.faultline.harness.mutants.GuidedSchedules;
import io.faultline.harness.mutants.KillRow;
import io.faultline.harness.mutants.KillTable;
import io.faultline.harness.mutants.ProvingGround;
import io.faultline.harness.trial.Scenario;
import io.faultline.harness.trial.TrialResult;
import io.faultline.harness.trial.TrialRunner;
import io.faultline.node.mutants.Variant;
import io.faultline.node.mutants.Variants;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every bug that is built in is found; how soon is measured by {@code ./faultline mutants}. */
class MutantsIT {
    /** Several times what the slowest mutant needed when this was written: a change that blinds us must show. */
    private static final CampaignLimits LIMITS = new CampaignLimits(1, 300, 60);

    /** Twenty campaigns of ten trials each. */
    private static final CampaignLimits RARE_LIMITS = new CampaignLimits(20, 10, 60);

    static List<String> rarities() {
        return GuidedSchedules.RARE;
    }

    static Stream<String> mutants() {
        return Variants.mutants().stream().map(Variant::id);
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void aMutantIsKilledWithinThreeHundredTrials(String id) {
        Variant mutant = Variants.named(id).orElseThrow();
        List<KillRow> rows = new KillTable(ProvingGround.simulated(), LIMITS).measure(List.of(mutant), row -> {});
        assertThat(rows.get(0).kills()).as("%s: %s", id, mutant.change()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("rarities")
    void aMutantThatDrawnSchedulesHardlyReachIsKilledWithinTenTrialsOfItsGuidedSchedule(String id) {
        Variant mutant = Variants.named(id).orElseThrow();
        List<KillRow> rows = new KillTable(ProvingGround.simulated(), RARE_LIMITS).measure(List.of(mutant), row -> {});
        assertThat(rows.get(0).kills()).as("%s: %s", id, mutant.change()).hasSizeGreaterThanOrEqualTo(19);
    }

    @Test
    void theEvidenceAgainstAQuorumOfHalfNamesTheLeadersTheTermAndWhoVotedForWhom() {
        TrialResult result = TrialRunner.simulated().run(Scenario.election().withVariant("E13"), 7);
        Verdict safety = result.judgement().verdicts().stream()
                .filter(verdict -> verdict.checker().equals("election-safety"))
                .findFirst()
                .orElseThrow();
        assertThat(safety.validity()).isEqualTo(Validity.INVALID);
        assertThat(safety.evidence().get(0).why())
                .matches("n\\d \\(event \\d+\\) and n\\d \\(event \\d+\\) both became leader of term \\d+:"
                        + " n\\d counted .*; n\\d counted .*; in term \\d+ n\\d voted n\\d, .*");
    }
}
