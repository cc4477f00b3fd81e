package io.faultline.nemesis.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.nemesis.kit.Golden;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A fault class")
class FaultClassTests {

    @ParameterizedTest
    @EnumSource(FaultClass.class)
    void isParsedFromItsName(FaultClass faultClass) {
        assertThat(FaultClass.parse(faultClass.kebab())).isEqualTo(faultClass);
        assertThat(faultClass.description()).isNotBlank().doesNotContain("\n");
    }

    @Test
    void unknownListsTheLegalOnes() {
        assertThatThrownBy(() -> FaultClass.parse("meteor"))
                .hasMessageStartingWith("unknown fault class 'meteor'; legal are all, none, partition, latency,")
                .hasMessageContaining("crash-point");
    }

    @Test
    void listsAreReadInAFixedOrder() {
        assertThat(FaultClass.parseAll("crash, partition", Ground.DOCKER))
                .containsExactly(FaultClass.PARTITION, FaultClass.CRASH);
        assertThat(FaultClass.parseAll("none", Ground.DOCKER)).isEmpty();
        assertThat(FaultClass.parseAll("all,corruption,members", Ground.SIMULATED))
                .containsExactly(FaultClass.values());
    }

    @Test
    void corruptionAndMembersAreOffUnlessNamed() {
        assertThat(FaultClass.parseAll("all", Ground.SIMULATED))
                .doesNotContain(FaultClass.CORRUPTION, FaultClass.MEMBERS)
                .hasSize(FaultClass.values().length - 2);
    }

    @Test
    void onDockerWhatHappensToPacketsIsRefusedWithASentence() {
        assertThat(FaultClass.defaults(Ground.DOCKER))
                .doesNotContain(FaultClass.LOSS, FaultClass.DUPLICATION, FaultClass.REORDERING)
                .hasSize(FaultClass.values().length - 5);
        assertThatThrownBy(() -> FaultClass.parseAll("partition,loss", Ground.DOCKER))
                .hasMessageStartingWith("The fault class 'loss' is not possible on docker: nodes speak over TCP");
        for (FaultClass faultClass : FaultClass.values()) {
            assertThat(Ground.SIMULATED.refusal(faultClass)).isEmpty();
        }
    }

    @Test
    void whatHappensWithinANodeIsPlayedOnBothGroundsAndCorruptionOnlyWhenNamed() {
        for (Ground ground : Ground.values()) {
            assertThat(FaultClass.defaults(ground))
                    .contains(FaultClass.POWER, FaultClass.DISK, FaultClass.CLOCK, FaultClass.CRASH_POINT)
                    .doesNotContain(FaultClass.CORRUPTION);
            assertThat(FaultClass.parseAll("corruption", ground)).containsExactly(FaultClass.CORRUPTION);
        }
    }

    @Test
    void orderAndNamesArePartOfTheFormat() {
        StringBuilder text = new StringBuilder();
        for (FaultClass faultClass : FaultClass.values()) {
            text.append(faultClass.ordinal() + 1)
                    .append(' ')
                    .append(faultClass.kebab())
                    .append('\n');
            for (FaultKind kind : FaultKind.values()) {
                if (kind != FaultKind.RESOLVED && kind.faultClass() == faultClass) {
                    text.append("  ")
                            .append(kind.kebab())
                            .append(": ")
                            .append(kind.description())
                            .append('\n');
                }
            }
        }
        Golden.check("fault-classes.txt", text.toString());
    }
}
