package io.faultline.harness.suites;

import io.faultline.harness.junit.OnContainers;
import io.faultline.harness.junit.ScriptedCluster;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The three tests of lab 3A on containers, the last of them with the lab's seven nodes and so with 42 links. */
@OnContainers
@Execution(ExecutionMode.CONCURRENT)
class LabElectionOnContainersIT extends LabElectionIT {
    /** Nobody counts requests there, so this is left to the simulator. */
    @Override
    void electionAndIdlenessTakeFewRequests(ScriptedCluster cluster) {
        throw new UnsupportedOperationException("a test of the simulator");
    }
}
