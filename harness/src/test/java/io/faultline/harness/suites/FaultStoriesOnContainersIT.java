package io.faultline.harness.suites;

import io.faultline.harness.junit.OnContainers;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The same stories on containers. */
@OnContainers
@Execution(ExecutionMode.CONCURRENT)
class FaultStoriesOnContainersIT extends FaultStoriesIT {}
