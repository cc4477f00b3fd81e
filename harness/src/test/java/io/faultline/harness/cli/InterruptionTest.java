package io.faultline.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Work is asked to stop, and waited for. */
@Timeout(20)
class InterruptionTest {
    @Test
    void nobodyIsInterruptedUnasked() {
        assertThat(new Interruption().requested()).isFalse();
    }

    @Test
    void theEndOfTheProcessWaitsForTheWork() throws Exception {
        Interruption interruption = new Interruption();
        Thread hook = new Thread(interruption::requestAndAwait);

        int exit = interruption.guard(nowhere(), () -> {
            hook.start();
            while (!interruption.requested()) {
                Thread.onSpinWait();
            }
            assertThat(hook.isAlive()).isTrue();
            return 7;
        });

        hook.join();
        assertThat(exit).isEqualTo(7);
    }

    @Test
    void whereNothingRunsNothingIsWaitedFor() {
        new Interruption().requestAndAwait();
    }

    @Test
    void workThatStoppedSaysWhereItsFilesAre() throws Exception {
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        int exit = new Interruption().guard(new PrintStream(err, true, StandardCharsets.UTF_8), () -> {
            throw new TrialInterrupted("interrupted at 3 s of cluster time", Path.of("store/x"));
        });

        assertThat(exit).isEqualTo(130);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("""
                        faultline: interrupted at 3 s of cluster time
                        faultline: what happened until then is in store/x
                        """);
    }

    @Test
    void workThatFailsLetsTheProcessEnd() {
        Interruption interruption = new Interruption();

        assertThatThrownBy(() -> interruption.guard(nowhere(), () -> {
                    throw new IllegalStateException("ours");
                }))
                .hasMessage("ours");
        interruption.requestAndAwait();
    }

    private static PrintStream nowhere() {
        return new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    }
}
