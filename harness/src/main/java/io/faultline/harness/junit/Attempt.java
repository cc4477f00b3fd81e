package io.faultline.harness.junit;

import io.faultline.harness.docker.DockerSupport;
import io.faultline.harness.trial.TrialResult;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/** One invocation of a {@link FaultTest}: makes its subject, sees what the test does with it, keeps what fails. */
final class Attempt implements BeforeEachCallback, AfterEachCallback, ParameterResolver, InvocationInterceptor {
    private final FaultTestPlan plan;
    private final long seed;
    private final long began = System.nanoTime();
    private Subject subject;

    Attempt(FaultTestPlan plan, long seed) {
        this.plan = plan;
        this.seed = seed;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        plan.ground().unavailableReason().ifPresent(reason -> {
            if (DockerSupport.isRequired()) {
                throw new IllegalStateException("-D" + DockerSupport.PROPERTY + "=require, but " + reason);
            }
            throw new TestAbortedException(reason);
        });
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == plan.parameterType();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (subject == null) {
            subject = plan.story()
                    ? new Story(plan.ground().open(), plan.scenario(), plan.options(), seed, plan.allowUnknown())
                    : new Subject.Generated(new Trial(plan.scenario(), seed, plan.allowUnknown()));
        }
        return subject.parameter();
    }

    @Override
    public void interceptBeforeEachMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        watch(invocation, context, false);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        watch(invocation, context, true);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (subject != null) {
            subject.close();
        }
    }

    private void watch(Invocation<Void> invocation, ExtensionContext context, boolean finish) throws Throwable {
        try {
            invocation.proceed();
            if (finish) {
                subject.finish();
                keepWhatDoesNotComeAgain(context);
            }
        } catch (TestAbortedException | VirtualMachineError untouched) {
            throw untouched;
        } catch (Throwable failure) {
            throw failed(failure, context);
        }
    }

    /** A valid trial of the simulator is a command away; of another ground it is kept, with its report. */
    private void keepWhatDoesNotComeAgain(ExtensionContext context) throws IOException {
        if (!plan.ground().isRepeatable()) {
            KeptTrial kept = KeptTrial.of(subject.result().orElseThrow(), plan.store(), wallMillis(), rerun(context));
            kept.publish(context);
        }
    }

    private long wallMillis() {
        return (System.nanoTime() - began) / 1_000_000;
    }

    /** A failure to keep what failed must not hide what failed. */
    private Throwable failed(Throwable failure, ExtensionContext context) {
        Optional<KeptTrial> kept = Optional.empty();
        try {
            Optional<TrialResult> result = subject == null ? Optional.empty() : subject.result();
            if (result.isPresent()) {
                kept = Optional.of(KeptTrial.of(result.get(), plan.store(), wallMillis(), rerun(context)));
                kept.get().publish(context);
            }
        } catch (IOException | RuntimeException | AssertionError problem) {
            failure.addSuppressed(problem);
        }
        return new FailureReport(failure, seed, kept).toThrowable();
    }

    /** The command line that runs this test again with this seed, where nothing else tells the same. */
    private Optional<String> rerun(ExtensionContext context) {
        if (subject.isReplayable()) {
            return Optional.empty();
        }
        String type = context.getRequiredTestClass().getName().replaceFirst(".*\\.", "");
        String method = context.getRequiredTestMethod().getName();
        String select =
                type.endsWith("IT") ? "verify -Dit.test=" : "test -Dsurefire.failIfNoSpecifiedTests=false -Dtest=";
        return Optional.of("mvn " + select + "'" + type + "#" + method + "' -Dfaultline.seed=" + seed
                + " -Dfaultline.trials=1 -Dfaultline.cluster=" + plan.ground().word());
    }
}
