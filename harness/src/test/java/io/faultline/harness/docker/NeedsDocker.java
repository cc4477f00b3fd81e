package io.faultline.harness.docker;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import io.faultline.harness.junit.OnContainers;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A test on containers: without them it is skipped with a sentence that says why and what to do, and with
 * {@code -Dfaultline.docker=require} it fails with that sentence.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag(OnContainers.TAG)
@ExtendWith(NeedsDocker.Condition.class)
public @interface NeedsDocker {
    /** Asks {@link DockerSupport}. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            Optional<String> reason = DockerSupport.unavailableReason();
            if (reason.isEmpty()) {
                return enabled("an engine answers, and all images are there");
            }
            if (DockerSupport.isRequired()) {
                throw new IllegalStateException("-D" + DockerSupport.PROPERTY + "=require, but " + reason.get());
            }
            return disabled(reason.get());
        }
    }
}
