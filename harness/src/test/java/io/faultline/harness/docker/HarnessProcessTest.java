package io.faultline.harness.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What runs is told from what has ended, also when its number was given to another process. */
class HarnessProcessTest {
    @Test
    void thisProcessRuns() {
        assertThat(HarnessProcess.runs(HarnessProcess.current().word())).isTrue();
    }

    @Test
    void aProcessWithThisOnesNumberThatBeganAtAnotherTimeHasEnded() {
        HarnessProcess here = HarnessProcess.current();
        assertThat(HarnessProcess.runs(new HarnessProcess(here.pid(), here.began() + 1).word()))
                .isFalse();
    }

    @Test
    void whenAProcessBeganDependsOnNoClock() throws Exception {
        assumeTrue(Files.isReadable(Path.of("/proc/self/stat")), "no /proc here");
        Process other = new ProcessBuilder("sleep", "60").start();
        try {
            HarnessProcess seen = HarnessProcess.of(other.toHandle());
            String stat = Files.readString(Path.of("/proc/" + other.pid() + "/stat"));
            assertThat(stat.split(" ")[21]).isEqualTo(Long.toString(seen.began()));
            assertThat(HarnessProcess.runs(seen.word())).isTrue();

            other.destroyForcibly().waitFor();
            assertThat(HarnessProcess.runs(seen.word())).isFalse();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void aProcessWhoseNumberNobodyHasHasEnded() {
        assertThat(HarnessProcess.runs(new HarnessProcess(Integer.MAX_VALUE, 0).word()))
                .isFalse();
    }

    @Test
    void whatIsNoSuchWordBelongsToNobody() {
        assertThat(HarnessProcess.runs(null)).isFalse();
        assertThat(HarnessProcess.runs("4711")).isFalse();
        assertThat(HarnessProcess.runs("-")).isFalse();
    }
}
