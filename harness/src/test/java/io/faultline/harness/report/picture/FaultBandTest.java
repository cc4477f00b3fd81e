package io.faultline.harness.report.picture;

import static io.faultline.checkers.history.FaultPhase.BEGIN;
import static io.faultline.checkers.history.FaultPhase.END;
import static io.faultline.harness.report.Story.MS;
import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.harness.report.Story;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultBandTest {
    private final Story story = new Story("n1");

    @Test
    void aBandLastsFromItsBeginningToItsHealing() {
        story.at(10).fault(4, BEGIN, "kind", "power-cut").at(30).fault(4, END, "kind", "power-cut", "effective", true);
        story.at(90).phase("end");

        FaultBand band = read().get(0);

        assertThat(band.from()).isEqualTo(10 * MS);
        assertThat(band.to()).isEqualTo(30 * MS);
        assertThat(band.open()).isFalse();
        assertThat(band.noEffect()).isFalse();
        assertThat(band.family()).isEqualTo("power");
    }

    @Test
    void aFaultThatWasNeverHealedLastsToTheEndOfTheRecord() {
        story.at(10).fault(4, BEGIN, "kind", "crash").at(90).phase("end");

        FaultBand band = read().get(0);

        assertThat(band.open()).isTrue();
        assertThat(band.to()).isEqualTo(90 * MS);
    }

    @Test
    void theStepsOfOneFaultAreBandsOfTheirOwn() {
        story.at(10).fault(4, BEGIN, "kind", "stop").at(20).fault(4, END, "kind", "stop");
        story.at(20).fault(4, BEGIN, "kind", "stop").at(40).fault(4, END, "kind", "stop");

        assertThat(read()).extracting(FaultBand::from).containsExactly(10 * MS, 20 * MS);
        assertThat(read()).extracting(FaultBand::to).containsExactly(20 * MS, 40 * MS);
    }

    @Test
    void whatHadNoEffectSaysSoAtEitherEnd() {
        story.at(10).fault(1, BEGIN, "kind", "crash").at(20).fault(1, END, "kind", "crash", "effective", false);
        story.at(30).fault(2, BEGIN, "kind", "crash", "effective", false);

        assertThat(read()).extracting(FaultBand::noEffect).containsExactly(true, true);
    }

    @Test
    void anEndWithoutABeginningIsNoBand() {
        story.at(10).fault(1, END, "kind", "crash");

        assertThat(read()).isEmpty();
    }

    @Test
    void aReplayedFaultBelongsToTheClassOfWhatItWas() {
        story.at(10).fault(1, BEGIN, "kind", "resolved", "of", "slicer").fault(2, BEGIN, "kind", "locusts");

        assertThat(read()).extracting(FaultBand::family).containsExactly("bandwidth", "other");
    }

    private List<FaultBand> bands;

    private List<FaultBand> read() {
        if (bands == null) {
            bands = FaultBand.read(story.told());
        }
        return bands;
    }
}
