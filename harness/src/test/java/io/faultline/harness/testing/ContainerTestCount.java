package io.faultline.harness.testing;

import io.faultline.harness.junit.OnContainers;
import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestTag;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Says at the end of a test run how many of the tests on containers ran, how many did not, and why: nothing is left out
 * silently. Made by JUnit, which may call it from several threads.
 */
public final class ContainerTestCount implements TestExecutionListener {
    private final Set<String> reasons = new TreeSet<>();
    private TestPlan plan;
    private int ran;
    private int failed;
    private int skipped;

    @Override
    public synchronized void testPlanExecutionStarted(TestPlan started) {
        plan = started;
    }

    @Override
    public synchronized void executionSkipped(TestIdentifier identifier, String reason) {
        if (!onContainers(identifier)) {
            return;
        }
        long tests = plan.getDescendants(identifier).stream()
                .filter(ContainerTestCount::countsAlone)
                .count();
        skipped += (int) Math.max(1, tests);
        reasons.add(reason);
    }

    @Override
    public synchronized void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
        if (!identifier.isTest() || !onContainers(identifier)) {
            return;
        }
        switch (result.getStatus()) {
            case SUCCESSFUL -> ran++;
            case FAILED -> {
                ran++;
                failed++;
            }
            case ABORTED -> {
                skipped++;
                reasons.add(result.getThrowable().map(Throwable::getMessage).orElse("no reason given"));
            }
        }
    }

    @Override
    public synchronized void testPlanExecutionFinished(TestPlan finished) {
        if (ran + skipped > 0) {
            System.out.println(line());
        }
    }

    private String line() {
        String why = reasons.isEmpty() ? "" : ": " + String.join("; ", reasons);
        return "tests on containers: " + ran + " ran, " + failed + " failed, " + skipped + " skipped" + why;
    }

    /** A template has no tests before it runs, and stands for one. */
    private static boolean countsAlone(TestIdentifier identifier) {
        return identifier.isTest()
                || identifier.getUniqueIdObject().getLastSegment().getType().equals("test-template");
    }

    private static boolean onContainers(TestIdentifier identifier) {
        return identifier.getTags().contains(TestTag.create(OnContainers.TAG));
    }
}
