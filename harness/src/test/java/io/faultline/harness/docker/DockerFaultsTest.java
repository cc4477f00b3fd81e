package io.faultline.harness.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.nemesis.fault.Injection;
import io.faultline.nemesis.fault.Standing;
import io.faultline.nemesis.play.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DockerFaultsTest {
    private final WallTimeline time = new WallTimeline();
    private final ClusterState state = new ClusterState(List.of("n1", "n2"), time, new HistoryRecorder(), true);
    private final DockerFaults faults = new DockerFaults(state, time, Map.of(), null, false, Optional.empty());

    @Test
    void whatASystemCanNotHaveIsRefusedWithASentenceAndUndoneAsNeverBegun() {
        List<Outcome> outcomes = new ArrayList<>();
        Injection change = new Injection.MembersChanged(List.of("n2"), Standing.REMOVED, false);
        faults.begin(1, change, outcomes::add);
        faults.begin(2, new Injection.LeadershipTransferred("n2"), outcomes::add);
        faults.begin(3, new Injection.ClockFault(List.of("n1"), 1.5, 0), outcomes::add);
        faults.end(1, change, outcomes::add);
        assertThat(outcomes)
                .containsExactly(
                        new Outcome(false, "not possible: the members of this system can't be changed"),
                        new Outcome(false, "not possible: the members of this system can't be changed"),
                        new Outcome(false, "not possible: the nodes of this system have no failpoints"),
                        new Outcome(true, "was never begun"));
        assertThat(state.active().injections()).isEmpty();
    }
}
