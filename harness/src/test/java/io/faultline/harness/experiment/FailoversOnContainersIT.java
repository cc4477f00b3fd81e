package io.faultline.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.harness.docker.DockerGround;
import io.faultline.harness.docker.NeedsDocker;
import org.junit.jupiter.api.Test;

@NeedsDocker
class FailoversOnContainersIT {
    private static final long MINUTE = 60_000_000_000L;

    @Test
    void aLeaderThatHaltsItselfIsReplacedWithinSomeElectionTimeouts() {
        FailoverLine line =
                ElectionTimeouts.inRealTime(new DockerGround(), 3, 1, MINUTE).measure(new TimeoutRange(150, 300));

        assertThat(line.trials()).isEqualTo(3);
        // Below the least timeout, as the last heartbeat came some time before the crash; above what a message takes.
        assertThat(line.millis()[0]).isGreaterThan(50);
        assertThat(line.median()).isLessThan(2_000);
    }
}
