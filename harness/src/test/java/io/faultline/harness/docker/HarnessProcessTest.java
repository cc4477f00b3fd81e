package io.faultline.harness.docker;

import static org.assertj.core.api.Assertions.assertThat;

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
