package io.faultline.harness.cli;

import io.faultline.harness.trial.Scenario;
import io.faultline.harness.workload.Load;
import picocli.CommandLine.Option;

/** The options that say how much clients do; what is not given stays as is usual for the workload. */
final class LoadOptions {
    @Option(
            names = "--rate",
            paramLabel = "PER_SECOND",
            description = "Operations that all clients together begin in a second, on average.")
    private Double rate;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            description = "How many clients there are, each with one operation under way.")
    private Integer concurrency;

    @Option(names = "--keys", paramLabel = "N", description = "How many keys, locks or queues there are.")
    private Integer keys;

    @Option(
            names = "--skew",
            paramLabel = "POWER",
            description = "How unequally keys are chosen, 0 for equally; with 1 the second is asked for half as often.")
    private Double skew;

    @Option(
            names = "--pinned",
            paramLabel = "SHARE",
            description = "Share of the clients that stay with one node, whoever leads, 0 to 1.")
    private Double pinned;

    @Option(
            names = "--retries",
            paramLabel = "N",
            description = "How often a call without an answer is sent again, as the same request of its session.")
    private Integer retries;

    /** Whether any of them is given. */
    boolean isAsked() {
        return rate != null || concurrency != null || keys != null || skew != null || pinned != null || retries != null;
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
                            + " has no clients; --rate, --concurrency, --keys, --skew, --pinned and --retries need one that has");
        }
        return new Load(
                rate == null ? load.rate() : rate,
                concurrency == null ? load.clients() : concurrency,
                keys == null ? load.keys() : keys,
                skew == null ? load.skew() : skew,
                pinned == null ? load.pinned() : pinned,
                retries == null ? load.retries() : retries);
    }
}
