package io.faultline.harness.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.harness.cluster.ClusterSpec;
import io.faultline.nemesis.fault.Link;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RaftSystemTest {
    private static final Addresses ADDRESSES = addresses(3);
    private static final ContainerSystem.Seat SEAT = new ContainerSystem.Seat("n2", "run", ADDRESSES.seenBy("n2"));

    @Test
    void aNodeFindsItselfAtItsOwnPortAndEveryOtherBehindTheProxyOfTheirLink() {
        assertThat(new RaftSystem(ClusterSpec.of(3)).environment(SEAT))
                .containsExactly(
                        "FAULTLINE_NODE=n2",
                        "FAULTLINE_PEERS=n1=10.0.0.100:20201,n2=10.0.0.2:7000,n3=10.0.0.100:20203",
                        "FAULTLINE_CLUSTER=run",
                        "FAULTLINE_FAILPOINTS=true");
    }

    @Test
    void theOptionsOfAClusterBecomeSettingsOfItsNodes() {
        ClusterSpec spec = new ClusterSpec(
                3, "E13", Map.of("election-timeout", "150ms-155ms", "pre-vote", "false", "log-tails", "3@1,2@1,1@1"));
        assertThat(new RaftSystem(spec).environment(SEAT))
                .contains(
                        "FAULTLINE_MUTANT=E13",
                        "FAULTLINE_ELECTION_TIMEOUT=150ms-155ms",
                        "FAULTLINE_PRE_VOTE=false",
                        "FAULTLINE_LOG_TAIL=2@1");
    }

    @Test
    void whatANodeDoesBesideElectionsIsSetByTheNamesThatSimulatedClustersKnow() {
        ClusterSpec spec = new ClusterSpec(
                3,
                null,
                Map.of(
                        "reads", "lease",
                        "check-quorum", "false",
                        "snapshot-entries", "50",
                        "session-ttl", "60s",
                        "voters", "n1,n2",
                        "election-only", "true"));
        assertThat(new RaftSystem(spec).environment(SEAT))
                .endsWith(
                        "FAULTLINE_CHECK_QUORUM=false",
                        "FAULTLINE_ELECTION_ONLY=true",
                        "FAULTLINE_READS=lease",
                        "FAULTLINE_SESSION_TTL=60s",
                        "FAULTLINE_SNAPSHOT_ENTRIES=50",
                        "FAULTLINE_VOTERS=n1,n2");
    }

    @Test
    void anOptionThatNoNodeKnowsIsRefused() {
        assertThatThrownBy(() -> new RaftSystem(new ClusterSpec(3, null, Map.of("colour", "red"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("nodes in containers know no option 'colour';"
                        + " they know check-quorum, election-only, election-timeout, heartbeat, pre-vote, reads,"
                        + " session-ttl, snapshot-entries, voters, log-tails");
    }

    @Test
    void aMutantThatIsNoneIsRefused() {
        assertThatThrownBy(() -> new RaftSystem(ClusterSpec.of(3).withVariant("E99")))
                .hasMessage("unknown mutant 'E99'");
    }

    @Test
    void sevenNodesHaveALinkEachWayAndAPortForEach() {
        Addresses seven = addresses(7);
        List<Link> links = Addresses.links(seven.nodes());
        assertThat(links).hasSize(42);
        assertThat(links.stream().map(seven::linkPort)).doesNotHaveDuplicates();
    }

    private static Addresses addresses(int nodes) {
        Map<String, String> hosts = new LinkedHashMap<>();
        for (int i = 1; i <= nodes; i++) {
            hosts.put("n" + i, "10.0.0." + i);
        }
        return new Addresses("10.0.0.100", hosts, 7000, 8000);
    }
}
