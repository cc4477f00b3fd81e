package io.faultline.harness.junit;

import io.faultline.harness.trial.Workload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that runs once for each of several seeds.
 *
 * <p>It takes one parameter. A {@link Trial} is generated: the seed decides which faults come when.
 *
 * <pre>{@code
 * @FaultTest(trials = 50, nodes = 5, nemesis = {"partition", "crash"})
 * void electsUnderPartitionsAndCrashes(Trial trial) {
 *     trial.assertValid();
 * }
 * }</pre>
 *
 * <p>A {@link ScriptedCluster} does what the test says: it is a story, and the seed decides only chance, such as
 * latencies and election timeouts.
 *
 * <pre>{@code
 * @FaultTest(trials = 50, nodes = 3)
 * void electsAnotherLeaderWhenTheFirstIsCutOff(ScriptedCluster cluster) {
 *     String first = cluster.awaitLeader();
 *     cluster.isolate(first);
 *     cluster.awaitLeaderOtherThan(first);
 * }
 * }</pre>
 *
 * <p>Every invocation is judged by all checkers of its workload; what is not valid fails. A failure is kept in the
 * store, and its message ends with the command that replays it and the path of its report.
 *
 * <p>System properties, which may also stand in {@code junit-platform.properties}:
 *
 * <ul>
 *   <li>{@code faultline.cluster}: the ground, {@code sim} (default) or {@code docker}
 *   <li>{@code faultline.seed}: replaces {@link #seed} of every test
 *   <li>{@code faultline.trials}: replaces {@link #trials} of every test
 *   <li>{@code faultline.store}: folder that keeps the failures, by default {@code target/faultline}
 * </ul>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@TestTemplate
@ExtendWith(FaultTestExtension.class)
public @interface FaultTest {
    /** How many trials, each with the seed after the one before. */
    int trials() default 1;

    /** Seed of the first trial. */
    long seed() default 1;

    /** Number of nodes, 1 to 9. */
    int nodes() default 5;

    /** Classes of faults a generated trial may draw, by their names; {@code all} and {@code none} too. */
    String[] nemesis() default "all";

    /** How long a generated trial lasts in cluster time, such as {@code 90s} or {@code 10m}. */
    String timeLimit() default "60s";

    /** What clients do in a generated trial. */
    Workload workload() default Workload.ELECTION;

    /** How often the clients of a generated trial send a call without an answer again, as the same request. */
    int retries() default 0;

    /** Id of the mutant or control that all nodes are; empty for the standard node. */
    String variant() default "";

    /**
     * Settings of a story's nodes, each as {@code name=value}, such as {@code snapshot-entries=10}; the ground says which
     * it knows.
     */
    String[] options() default {};

    /** Whether a trial passes that could not be judged; by default unknown fails, as it is never green. */
    boolean allowUnknown() default false;
}
