package io.faultline.harness.cli;

import io.faultline.checkers.history.PlainTree;
import io.faultline.checkers.history.jepsen.JepsenHistory;
import io.faultline.checkers.linearizability.Budget;
import io.faultline.checkers.linearizability.Calls.FailedCas;
import io.faultline.checkers.linearizability.LinearizabilityOptions;
import io.faultline.checkers.linearizability.Model;
import io.faultline.checkers.linearizability.model.Models;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** By what model clients are judged, and within which limits. */
final class ModelOptions {
    private static final long TIME_LIMIT = 60_000_000_000L;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = "Judge whether the operations of clients are linearizable by this model, see below; nothing"
                    + " else is judged, and nothing is written.")
    private String model;

    @Option(
            names = "--initial",
            paramLabel = "VALUE",
            description = "What the model begins with, as JSON or EDN: 0, [1 2], '{\"x\": 1}'; a bare word is a text.")
    private String initial;

    @Option(
            names = "--independent",
            description = "Jepsen's files: values are [key value], and each key is judged by itself.")
    private boolean independent;

    @Option(
            names = "--cas-fail",
            paramLabel = "HOW",
            converter = CasFail.class,
            description = "What a failed cas tells: dropped (default), nothing; observed, that it saw another value.")
    private FailedCas casFail;

    @Option(
            names = "--time-limit",
            paramLabel = "DURATION",
            converter = Durations.Converter.class,
            description = "Give up on a file after so long, and call it unknown; 60s by default.")
    private Long timeLimit;

    @Option(
            names = "--memory-limit",
            paramLabel = "BYTES",
            converter = Sizes.class,
            description = "Give up when the tables of a check take more, and call it unknown; 512m by default.")
    private Long memoryLimit;

    @Option(
            names = "--repeat",
            paramLabel = "N",
            converter = Numbers.Count.class,
            description = "Check each file so many times, and tell of the last: how fast it is once warm.")
    private Long repeat;

    /** Whether a model was asked for. */
    boolean given() {
        return model != null;
    }

    /** Refuses options that mean nothing without a model; a checker, too, must know how keys are told. */
    void requireNone(boolean checker) {
        refuse("--initial", initial != null);
        refuse("--independent", independent && !checker);
        refuse("--cas-fail", casFail != null);
        refuse("--time-limit", timeLimit != null);
        refuse("--memory-limit", memoryLimit != null);
        refuse("--repeat", repeat != null);
    }

    private static void refuse(String option, boolean given) {
        if (given) {
            throw new BadArgument(option + " needs --model, " + names());
        }
    }

    /** The model, beginning as it was told to. */
    Model<?> model() {
        try {
            return Models.find(model, initial == null ? null : tree(initial))
                    .orElseThrow(() -> new BadArgument("there is no model '" + model + "'; --model is " + names()));
        } catch (IllegalArgumentException unfit) {
            throw new BadArgument("--initial: " + unfit.getMessage(), unfit);
        }
    }

    /** All names, for a sentence. */
    static String names() {
        return "one of " + Models.all().stream().map(Models.Entry::name).collect(Collectors.joining(", "));
    }

    private static Object tree(String text) {
        try {
            return PlainTree.of(new JsonMapper().readValue(text, Object.class));
        } catch (JacksonException noJson) {
            return JepsenHistory.value(text);
        }
    }

    JepsenHistory.Keys keys() {
        return independent ? JepsenHistory.Keys.INDEPENDENT : JepsenHistory.Keys.PLAIN;
    }

    long repeat() {
        return repeat == null ? 1 : repeat;
    }

    /** The limits of one check, which begins now. */
    LinearizabilityOptions limits() {
        long nanos = timeLimit == null ? TIME_LIMIT : timeLimit;
        long bytes = memoryLimit == null ? Budget.BYTES : memoryLimit;
        return LinearizabilityOptions.within(Budget.of(System::nanoTime, nanos, bytes))
                .by(tasks -> tasks.parallelStream().forEach(Runnable::run))
                .withFailedCas(casFail == null ? FailedCas.DROPPED : casFail);
    }

    /** What a failed cas tells, by its word. */
    static final class CasFail implements ITypeConverter<FailedCas> {
        @Override
        public FailedCas convert(String value) {
            for (FailedCas how : FailedCas.values()) {
                if (how.name().toLowerCase(Locale.ROOT).equals(value)) {
                    return how;
                }
            }
            throw new TypeConversionException("'" + value + "' is neither dropped nor observed");
        }
    }
}
