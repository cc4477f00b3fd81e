package io.faultline.harness.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * The fault tests of this class run on containers, in real time, whatever {@code faultline.cluster} says.
 *
 * <p>It may be empty, and take its stories from the class that tells them in the simulator:
 *
 * <pre>{@code
 * @OnContainers
 * class LeaderCrashOnContainersIT extends LeaderCrashIT {}
 * }</pre>
 *
 * <p>Where containers can't be had its tests are skipped, each with a sentence that says why and what to do; with {@code
 * -Dfaultline.docker=require} they fail with it. Every trial is stored with its report, valid or not: real time does not
 * come again. The tests carry the tag {@value #TAG}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Tag(OnContainers.TAG)
public @interface OnContainers {
    /** The tag of all tests on containers. */
    String TAG = "docker";

    /** How many trials each test has, in place of what the tests say themselves. */
    int trials() default 1;
}
