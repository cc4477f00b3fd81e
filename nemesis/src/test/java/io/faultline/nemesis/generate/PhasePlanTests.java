package io.faultline.nemesis.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.nemesis.kit.Nodes;
import io.faultline.nemesis.schedule.Phases;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The plan of phases")
class PhasePlanTests {

    private static final long SECOND = 1_000_000_000L;
    private static final Profile PROFILE = Profile.of(Nodes.of(5), List.of());

    @Test
    void ofAMinuteIs42SecondsOfSafety16OfRecoveryAnd2OfFinalReads() {
        assertThat(PhasePlan.of(PROFILE)).isEqualTo(new Phases(42 * SECOND, 58 * SECOND, 60 * SECOND));
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 20, 25, 30, 45, 60, 90, 120, 600, 3600})
    void alwaysLeavesTimeToFailAndTimeToRecover(int seconds) {
        Phases phases = PhasePlan.of(PROFILE.withTimeLimit(seconds * SECOND));
        long recovery = phases.recoveryEnd() - phases.safetyEnd();
        assertThat(phases.end()).isEqualTo(seconds * SECOND);
        assertThat(phases.safetyEnd()).isGreaterThanOrEqualTo((long) (0.4 * seconds * SECOND) - 1000);
        assertThat(recovery).isGreaterThanOrEqualTo(7 * SECOND + SECOND / 2 - 1);
        assertThat(recovery).isLessThanOrEqualTo(24 * SECOND + 1000);
        if (seconds >= 25) {
            assertThat(recovery).isGreaterThanOrEqualTo(12 * SECOND);
        }
        assertThat(phases.end() - phases.recoveryEnd()).isPositive();
    }

    @Test
    void refusesALimitTooShortToJudge() {
        assertThatThrownBy(() -> PhasePlan.of(PROFILE.withTimeLimit(10 * SECOND)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a time limit of 10.000 s is too short to judge: recovery alone takes 1.25 × 6.000 s"
                        + " and safety must keep 2/5 of the limit; give at least 13.3 s");
        assertThat(PhasePlan.of(PROFILE.withTimeLimit(13_300_000_000L))).isNotNull();
    }

    @Test
    void refusesTimesThatMakeNoSense() {
        assertThatThrownBy(() -> PROFILE.withSettle(1)).hasMessageContaining("settling time");
        assertThatThrownBy(() -> Profile.of(List.of("n1", "n1"), List.of())).hasMessageContaining("distinct");
    }
}
