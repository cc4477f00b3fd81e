package io.faultline.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Who waits is told how far it is, and who need not wait is not disturbed. */
class ProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void elsewhereThanOnATerminalThereIsALineEachTenSeconds() {
        AtomicLong time = new AtomicLong();
        try (Progress progress = new Progress.Lines(err, time::get)) {
            for (int second = 0; second <= 25; second++) {
                time.set(second * 1_000_000_000L);
                progress.at(second / 100.0, second + " of 100 trials");
            }
        }

        assertThat(text()).isEqualTo("faultline: 10 %, 10 of 100 trials\nfaultline: 20 %, 20 of 100 trials\n");
    }

    @Test
    void aBarOnlyAppearsWhenThereIsSomethingToWaitFor() {
        try (Progress progress = new Progress.Bar(err)) {
            progress.at(0.5, "half");
            progress.at(1, "done");
        }

        assertThat(text()).isEmpty();
    }

    @Test
    void aBarShowsHowMuchIsDoneAndWhat() {
        assertThat(Progress.Bar.render(0, "seed 7", 80)).isEqualTo("faultline ···················· 0 %, seed 7");
        assertThat(Progress.Bar.render(0.5, "seed 7", 80)).isEqualTo("faultline ██████████·········· 50 %, seed 7");
        assertThat(Progress.Bar.render(1, "seed 7", 80)).isEqualTo("faultline ████████████████████ 100 %, seed 7");
    }

    @Test
    void aBarIsNeverWiderThanItsLine() {
        assertThat(Progress.Bar.render(0.5, "a long story", 40)).hasSize(40);
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
