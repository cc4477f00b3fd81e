package io.faultline.harness.store;

import io.faultline.checkers.Judgement;
import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.FaultEvent;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.json.HistoryWriter;
import io.faultline.checkers.history.json.VerdictWriter;
import io.faultline.harness.cluster.NodeOutput;
import io.faultline.nemesis.json.ScheduleJson;
import io.faultline.nemesis.schedule.Schedule;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Fills the folder of one trial while it runs.
 *
 * <p>First {@link #history}, before any checker starts; then {@link #judged}; or {@link #stopped} when it comes to no
 * verdict. What a trial that dies in between leaves behind says of itself that it has not ended.
 */
public final class TrialWriter {
    /** How a trial ended that came to a verdict. */
    public static final String COMPLETED = "completed";

    static final String NOT_ENDED = "not ended: running, or killed before it could say so";

    private final TrialStore store;
    private final Path folder;
    private final TrialInfo info;
    private final Schedule schedule;
    private final NodeOutputFiles output;
    private History history;

    TrialWriter(TrialStore store, Path folder, TrialInfo info, Schedule schedule) {
        this.store = store;
        this.folder = folder;
        this.info = info;
        this.schedule = schedule;
        this.output = new NodeOutputFiles(folder);
    }

    /** The trial's folder. */
    public Path folder() {
        return folder;
    }

    /** Where what the nodes write is to go: to {@code nodes/n1.log} and so on, as it comes. */
    public NodeOutput nodeOutput() {
        return output;
    }

    void start() throws IOException {
        TrialStore.replace(folder.resolve(TrialFolder.TRIAL), TrialInfoJson.write(info));
        ScheduleJson.write(schedule, folder.resolve(TrialFolder.SCHEDULE));
    }

    /** Writes {@code history.jsonl} and {@code faults.jsonl}. */
    public void history(History happened) {
        history = happened;
        try {
            HistoryWriter.write(happened, folder.resolve(TrialFolder.HISTORY));
            writeFaults();
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    /**
     * Writes {@code verdicts.json}, says in {@code trial.json} that the trial is complete, and makes it the latest.
     *
     * @return the trial as it now stands in the store
     */
    public TrialRecord judged(Judgement judgement, long wallMillis) throws IOException {
        if (history == null) {
            throw new IllegalStateException("the history must be on disk before there is a verdict");
        }
        VerdictWriter.write(judgement, folder.resolve(TrialFolder.VERDICTS));
        return new TrialRecord(end(COMPLETED, wallMillis), schedule, history, judgement);
    }

    /** Says in {@code trial.json} why there is no verdict, and makes the trial the latest. */
    public void stopped(String why, long wallMillis) throws IOException {
        end(why, wallMillis);
    }

    private TrialInfo end(String ended, long wallMillis) throws IOException {
        TrialInfo after = new TrialInfo(
                info.scenario(),
                info.ground(),
                info.nodes(),
                info.workload(),
                info.nemesis(),
                info.timeLimitNanos(),
                info.variant(),
                info.load(),
                info.seed(),
                info.commit(),
                info.version(),
                info.java(),
                info.began(),
                wallMillis,
                ended,
                info.replay());
        TrialStore.replace(folder.resolve(TrialFolder.TRIAL), TrialInfoJson.write(after));
        store.pointLatestAt(folder);
        output.close();
        return after;
    }

    /** The fault lines of the history, index and all, so that each can be found there again. */
    private void writeFaults() throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve(TrialFolder.FAULTS))) {
            for (Event event : history.events()) {
                if (event instanceof FaultEvent) {
                    out.write(HistoryWriter.line(event));
                    out.write('\n');
                }
            }
        }
    }
}
