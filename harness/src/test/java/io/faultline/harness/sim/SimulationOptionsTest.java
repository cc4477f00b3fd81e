package io.faultline.harness.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.faultline.harness.cluster.ClusterSpec;
import io.faultline.node.kv.KeyValueStore;
import io.faultline.node.raft.Features;
import io.faultline.node.raft.NodeId;
import io.faultline.node.raft.NodeSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What options do to simulated clusters, and which are refused. */
class SimulationOptionsTest {
    @Test
    void withoutOptionsTheGroundDecides() {
        SimulationOptions none = options(Map.of());
        assertThat(none.applyTo(SimulationSettings.PLAIN)).isEqualTo(SimulationSettings.PLAIN);
        assertThat(none.sessionTtl()).isEqualTo(KeyValueStore.SESSION_TTL);
        assertThat(none.voters().size()).isEqualTo(3);
    }

    @Test
    void eachOptionChangesWhatItNames() {
        SimulationOptions all = options(Map.of(
                "pre-vote", "false",
                "check-quorum", "false",
                "reads", "lease",
                "snapshot-entries", "10",
                "session-ttl", "500ms",
                "surroundings", "plain",
                "voters", "n3, n1"));
        Features standard = Features.DEFAULT;
        assertThat(all.applyTo(SimulationSettings.DRAWN))
                .isEqualTo(SimulationSettings.PLAIN.withFeatures(standard.withPreVote(false)
                        .withCheckQuorum(false)
                        .withReads(Features.ReadMode.LEASE)
                        .withLimits(standard.limits().withSnapshotEntries(10))));
        assertThat(all.sessionTtl()).isEqualTo(500_000_000L);
        assertThat(all.voters()).isEqualTo(NodeSet.of(List.of(NodeId.of(1), NodeId.of(3))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pre-vote|yes|option pre-vote must be true or false, not 'yes'",
                "check-quorum|1|option check-quorum must be true or false, not '1'",
                "reads|fast|option reads must be read-index, log, lease, not 'fast'",
                "snapshot-entries|-1|"
                        + "option snapshot-entries must be a whole number of entries, 0 for no snapshots, not '-1'",
                "session-ttl|0s|option session-ttl must be a duration such as 500ms or 60s, not '0s'",
                "voters|n1,n9|option voters must be some of n1,n2,n3, not 'n1,n9'",
                "surroundings|mars|unknown surroundings 'mars'; legal are drawn, plain",
                "snapshots|10|the simulated ground knows no option 'snapshots'; it knows check-quorum, pre-vote, reads,"
                        + " session-ttl, snapshot-entries, surroundings, voters"
            })
    void whatCannotBeUnderstoodIsRefusedWithASentence(String option, String value, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> {
                    SimulationOptions options = options(Map.of(option, value));
                    options.applyTo(SimulationSettings.PLAIN);
                    options.sessionTtl();
                    options.voters();
                })
                .withMessage(message);
    }

    private static SimulationOptions options(Map<String, String> options) {
        return new SimulationOptions(ClusterSpec.of(3).withOptions(options));
    }
}
