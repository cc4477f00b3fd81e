package io.faultline.harness.junit;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Turns a method with {@link FaultTest} into one test for each seed.
 *
 * <p>Nobody names it: the annotation brings it along.
 */
public final class FaultTestExtension implements TestTemplateInvocationContextProvider {
    /** Made by JUnit. */
    public FaultTestExtension() {}

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getTestMethod(), FaultTest.class);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        Method method = context.getRequiredTestMethod();
        FaultTest test = AnnotationSupport.findAnnotation(method, FaultTest.class)
                .orElseThrow(() -> new IllegalStateException("@FaultTest has gone from " + method));
        FaultTestPlan plan;
        try {
            plan = FaultTestPlan.of(
                    test,
                    AnnotationSupport.findAnnotation(context.getRequiredTestClass(), OnContainers.class),
                    tellsStory(method),
                    context::getConfigurationParameter);
        } catch (IllegalArgumentException e) {
            throw new ExtensionConfigurationException("@FaultTest " + method.getName() + ": " + e.getMessage(), e);
        }
        return LongStream.range(plan.seed(), plan.seed() + plan.trials()).mapToObj(seed -> new Invocation(plan, seed));
    }

    private static boolean tellsStory(Method method) {
        List<Class<?>> types = Arrays.asList(method.getParameterTypes());
        boolean story = types.contains(ScriptedCluster.class);
        boolean generated = types.contains(Trial.class);
        if (story == generated) {
            throw new IllegalArgumentException("the method must take either a Trial or a ScriptedCluster, not "
                    + (story ? "both" : "neither of them"));
        }
        return story;
    }

    private record Invocation(FaultTestPlan plan, long seed) implements TestTemplateInvocationContext {
        @Override
        public String getDisplayName(int index) {
            return "[seed " + seed + "] " + plan.scenario().name() + " of "
                    + plan.scenario().nodes() + " nodes";
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(new Attempt(plan, seed));
        }
    }
}
