package io.faultline.harness.junit;

import io.faultline.harness.ground.GroundKind;
import io.faultline.harness.trial.Scenario;
import io.faultline.harness.trial.Workload;
import io.faultline.nemesis.fault.FaultClass;
import io.faultline.node.mutants.Variant;
import io.faultline.node.mutants.Variants;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What one {@link FaultTest} is to do: the annotation, read together with the properties that override it.
 *
 * <p>Reading it checks everything that can be wrong about it: what is not legal is an {@link
 * IllegalArgumentException} of one sentence.
 *
 * @param scenario of every trial
 * @param options of the cluster of a story, by name
 * @param seed of the first trial
 * @param trials how many
 * @param allowUnknown whether unknown passes
 * @param ground where
 * @param store where failures are kept
 */
record FaultTestPlan(
        Scenario scenario,
        Map<String, String> options,
        long seed,
        int trials,
        boolean allowUnknown,
        GroundKind ground,
        Path store) {
    private static final int TRIALS_MAX = 1_000_000;

    /**
     * Reads a plan.
     *
     * @param containers says that the test runs on containers, when it does
     * @param property gives the value of a property, when it has one
     */
    static FaultTestPlan of(
            FaultTest test,
            Optional<OnContainers> containers,
            boolean story,
            Function<String, Optional<String>> property) {
        GroundKind ground = containers.isPresent()
                ? GroundKind.DOCKER
                : ground(property.apply("faultline.cluster").orElse("sim"));
        long seed = property.apply("faultline.seed")
                .map(text -> wholeNumber("faultline.seed", text))
                .orElse(test.seed());
        long trials = property.apply("faultline.trials")
                .map(text -> wholeNumber("faultline.trials", text))
                .orElse((long) containers.map(OnContainers::trials).orElse(test.trials()));
        if (trials < 1 || trials > TRIALS_MAX) {
            throw new IllegalArgumentException("trials must be 1 to " + TRIALS_MAX + ", not " + trials);
        }
        Path store = Path.of(property.apply("faultline.store").orElse("target/faultline"));
        return new FaultTestPlan(
                scenario(test, story, ground),
                options(test, story),
                seed,
                (int) trials,
                test.allowUnknown(),
                ground,
                store);
    }

    /** Whether the test tells a story; otherwise its trials are generated. */
    boolean story() {
        return scenario.workload() == Workload.STORY;
    }

    /** What the test method takes. */
    Class<?> parameterType() {
        return story() ? ScriptedCluster.class : Trial.class;
    }

    private static Scenario scenario(FaultTest test, boolean story, GroundKind ground) {
        if (test.nodes() < 1 || test.nodes() > 9) {
            throw new IllegalArgumentException("nodes must be 1 to 9, not " + test.nodes());
        }
        Set<FaultClass> nemesis = FaultClass.parseAll(String.join(",", test.nemesis()), ground.faults());
        String variant = test.variant().isEmpty() ? null : known(test.variant());
        Workload workload = story ? Workload.STORY : test.workload();
        long timeLimit = TimeSpan.parse(test.timeLimit());
        Scenario scenario =
                new Scenario(ground.faults(), test.nodes(), workload, story ? Set.of() : nemesis, timeLimit, variant);
        return test.retries() == 0 ? scenario : withRetries(scenario, test.retries());
    }

    private static Scenario withRetries(Scenario scenario, int retries) {
        if (scenario.load() == null) {
            throw new IllegalArgumentException(
                    "only a generated trial whose workload has clients has retries; that of this one is "
                            + scenario.workload().word());
        }
        return scenario.withLoad(scenario.load().withRetries(retries));
    }

    private static Map<String, String> options(FaultTest test, boolean story) {
        if (!story && test.options().length > 0) {
            throw new IllegalArgumentException("only a story has options; a generated trial is what its scenario says");
        }
        Map<String, String> options = new TreeMap<>();
        for (String option : test.options()) {
            int equals = option.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("an option is written name=value, not '" + option + "'");
            }
            options.put(
                    option.substring(0, equals).strip(),
                    option.substring(equals + 1).strip());
        }
        return options;
    }

    private static String known(String variant) {
        if (Variants.named(variant).isEmpty()) {
            throw new IllegalArgumentException("unknown variant '" + variant + "'; legal are "
                    + Variants.all().stream().map(Variant::id).collect(Collectors.joining(", ")));
        }
        return variant;
    }

    private static GroundKind ground(String word) {
        return GroundKind.named(word)
                .orElseThrow(() -> new IllegalArgumentException(
                        "unknown value '" + word + "' of faultline.cluster; legal are " + GroundKind.words()));
    }

    private static long wholeNumber(String property, String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(property + " must be a whole number, not '" + text + "'", e);
        }
    }
}
