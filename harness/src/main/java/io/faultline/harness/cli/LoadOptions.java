package io.faultline.harness.cli;

import io.faultline.harness.trial.Scenario;
import io.faultline.harness.workload.Load;
import io.faultline.harness.workload.Think;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options that say how much clients do; what is not given stays as is usual for the workload. */
final class LoadOptions {
    @Option(
            names = "--rate",
            paramLabel = "PER_SECOND",
            description = "Operations that all clients together begin in a second, on average. Default: 50.")
    private Double rate;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            description = "How many clients there are, each with one operation under way. Default: 10.")
    private Integer concurrency;

    @Option(
            names = "--keys",
            paramLabel = "N",
            description = "How many keys, locks or queues there are. Default: 1 to 10, by workload.")
    private Integer keys;

    @Option(
            names = "--skew",
            paramLabel = "POWER",
            description = "How unequally keys are chosen, 0 for equally; with 1 the second is asked for half as often."
                    + " Default: 1 for kv and append, else 0.")
    private Double skew;

    @Option(
            names = "--pinned",
            paramLabel = "SHARE",
            description = "Share of the clients that stay with one node, whoever leads, 0 to 1. Default: 0.3.")
    private Double pinned;

    @Option(
            names = "--retries",
            paramLabel = "N",
            description = "How often a call without an answer is sent again, as the same request of its session."
                    + " Default: 0.")
    private Integer retries;

    @Option(
            names = "--think",
            paramLabel = "HOW",
            description = "How long a client waits between operations: exponential, at random, or fixed."
                    + " Default: exponential.")
    private String think;

    @Option(
            names = "--call-limit",
            paramLabel = "DURATION",
            converter = Durations.Converter.class,
            description = "After so long a client gives a call up, at most 5s. Default: 5s.")
    private Long limit;

    @Option(names = "--no-sessions", description = "Clients have no sessions: nobody knows a request again.")
    private boolean noSessions;

    /** Whether any of them is given. */
    boolean isAsked() {
        return noSessions
                || Stream.of(rate, concurrency, keys, skew, pinned, retries, think, limit)
                        .anyMatch(Objects::nonNull);
    }

    /**
     * The load of a scenario with these options on top.
     *
     * @throws IllegalArgumentException when one is out of range, or the workload has no clients
     */
    Load on(Scenario scenario) {
        Load load = scenario.load();
        if (load == null) {
            throw new IllegalArgumentException(
                    "the workload " + scenario.workload().word()
                            + " has no clients; --rate, --concurrency, --keys, --skew, --pinned, --retries, --think,"
                            + " --call-limit and --no-sessions need one that has");
        }
        return new Load(
                rate == null ? load.rate() : rate,
                concurrency == null ? load.clients() : concurrency,
                keys == null ? load.keys() : keys,
                skew == null ? load.skew() : skew,
                pinned == null ? load.pinned() : pinned,
                retries == null ? load.retries() : retries,
                think == null ? load.think() : Think.parse(think),
                load.sessions() && !noSessions,
                limit == null ? load.limitNanos() : limit);
    }
}
