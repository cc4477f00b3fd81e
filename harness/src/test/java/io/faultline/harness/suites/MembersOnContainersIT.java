package io.faultline.harness.suites;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.harness.junit.FaultTest;
import io.faultline.harness.junit.OnContainers;
import io.faultline.harness.junit.ScriptedCluster;
import io.faultline.harness.junit.Trial;
import io.faultline.harness.trial.Workload;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Changes of members on containers: stories, and what the nemesis draws. */
@OnContainers
@Execution(ExecutionMode.CONCURRENT)
class MembersOnContainersIT {
    private final MembersIT stories = new MembersIT();

    @FaultTest(options = "voters=n1,n2,n3")
    void aClusterGrowsFromThreeToFiveAndShrinksBackUnderLoad(ScriptedCluster cluster) {
        stories.aClusterGrowsFromThreeToFiveAndShrinksBackUnderLoad(cluster);
    }

    @FaultTest
    void leadershipGoesFromNodeToNodeUnderLoadAndNobodyWaitsForAnElectionTimeout(ScriptedCluster cluster) {
        stories.leadershipGoesFromNodeToNodeUnderLoadAndNobodyWaitsForAnElectionTimeout(cluster);
    }

    @FaultTest(
            seed = 3,
            nemesis = {"members", "partition", "crash"},
            timeLimit = "50s",
            workload = Workload.KV)
    void aServiceKeepsItsPromisesWhileMembersComeAndGo(Trial trial) {
        assertThat(trial.schedule().faults()).isNotEmpty();
        trial.assertValid();
    }
}
