package io.faultline.harness.junit;

import io.faultline.harness.sim.SimulatedGround;
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
    private static final String NO_DOCKER = "The docker ground does not exist yet in this version of Faultline: run"
            + " the test in the simulator, without -Dfaultline.cluster or with -Dfaultline.cluster=sim.";

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
        if (plan.docker()) {
            throw new TestAbortedException(NO_DOCKER);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == plan.parameterType();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (subject == null) {
            subject = plan.story()
                    ? new Story(new SimulatedGround(), plan.scenario(), seed, plan.allowUnknown())
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
            }
        } catch (TestAbortedException | VirtualMachineError untouched) {
            throw untouched;
        } catch (Throwable failure) {
            throw failed(failure, context);
        }
    }

    /** A failure to keep what failed must not hide what failed. */
    private Throwable failed(Throwable failure, ExtensionContext context) {
        FailureReport report = new FailureReport(failure, seed);
        try {
            Optional<TrialResult> result = subject == null ? Optional.empty() : subject.result();
            if (result.isPresent()) {
                report.keep(result.get(), plan.store(), (System.nanoTime() - began) / 1_000_000);
                report.publish(context);
            }
        } catch (IOException | RuntimeException | AssertionError problem) {
            failure.addSuppressed(problem);
        }
        return report.toThrowable();
    }
}
