package io.faultline.harness.store;

import java.util.List;

/**
 * What {@code trial.json} says: everything about a trial that is neither schedule, history nor verdict.
 *
 * @param scenario name of the scenario, such as {@code election-E13}
 * @param ground {@code sim} or {@code docker}
 * @param nodes how many nodes
 * @param workload its word
 * @param nemesis fault classes that could be drawn, by their kebab-case names
 * @param timeLimitNanos limit in cluster time
 * @param variant id of the mutant or control, or null
 * @param load how much clients did, see {@link io.faultline.harness.workload.Load#text}, or null without clients
 * @param seed of the trial
 * @param commit of Faultline, or {@code unknown}
 * @param version of Faultline
 * @param java version of the Java run-time
 * @param began wall-clock time at which it began, ISO 8601
 * @param wallMillis how long it took
 * @param ended how it ended: {@code completed}, or a sentence
 * @param replay the command line that runs it again
 */
public record TrialInfo(
        String scenario,
        String ground,
        int nodes,
        String workload,
        List<String> nemesis,
        long timeLimitNanos,
        String variant,
        String load,
        long seed,
        String commit,
        String version,
        String java,
        String began,
        long wallMillis,
        String ended,
        String replay) {
    static final String REPLAY = "./faultline replay ";

    public TrialInfo {
        nemesis = List.copyOf(nemesis);
    }

    /** Whether what is stored of it tells it again; else only the test does that told it. */
    public boolean isReplayable() {
        return replay.startsWith(REPLAY);
    }
}
