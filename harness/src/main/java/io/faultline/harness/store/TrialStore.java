package io.faultline.harness.store;

import io.faultline.harness.trial.Scenario;
import io.faultline.nemesis.fault.FaultClass;
import io.faultline.nemesis.fault.Ground;
import io.faultline.nemesis.schedule.Schedule;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * A folder of trials: {@code <root>/<scenario>/<yyyyMMdd-HHmmss>-<seed>/}, and the link {@code <root>/latest}.
 *
 * <pre>{@code
 * TrialStore store = new TrialStore(Path.of("store"));
 * TrialWriter trial = store.begin(scenario, seed, schedule, ZonedDateTime.now());
 * TrialResult result = runner.run(scenario, seed, schedule, trial::history);
 * TrialRecord record = trial.judged(result.judgement(), wallMillis);
 * }</pre>
 */
public final class TrialStore {
    /** The link to the trial that was stored last. */
    public static final String LATEST = "latest";

    /** The file that names it where links cannot be made. */
    public static final String LATEST_TEXT = "latest.txt";

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);
    private static final int SAME_SECOND_MAX = 10_000;

    private final Path root;

    /** The store below this folder, which is made when the first trial is. */
    public TrialStore(Path root) {
        this.root = root.normalize();
    }

    /** The folder all trials are in. */
    public Path root() {
        return root;
    }

    /**
     * Makes the folder of a trial and writes what is known before it runs: {@code trial.json}, which says that it has
     * not ended, and {@code schedule.json}.
     *
     * @param began names the folder; two trials of one second and seed get different ones all the same
     */
    public TrialWriter begin(Scenario scenario, long seed, Schedule schedule, ZonedDateTime began) throws IOException {
        return begin(scenario, seed, schedule, began, Optional.empty());
    }

    /**
     * The same for a trial that what is stored of it does not tell again.
     *
     * @param rerun the command line that does; empty where replay does
     */
    public TrialWriter begin(
            Scenario scenario, long seed, Schedule schedule, ZonedDateTime began, Optional<String> rerun)
            throws IOException {
        Path folder = newFolder(root.resolve(scenario.name()), STAMP.format(began) + "-" + seed);
        String replay = rerun.orElse(TrialInfo.REPLAY + shellWord(folder.toString()));
        TrialInfo info = info(scenario, seed, began, replay);
        TrialWriter writer = new TrialWriter(this, folder, info, schedule);
        writer.start();
        return writer;
    }

    /** What is known of a trial when it begins, with the command line that runs it again. */
    public static TrialInfo info(Scenario scenario, long seed, ZonedDateTime began, String replay) {
        return new TrialInfo(
                scenario.name(),
                word(scenario.ground()),
                scenario.nodes(),
                scenario.workload().word(),
                scenario.nemesis().stream().map(FaultClass::kebab).toList(),
                scenario.timeLimit(),
                scenario.variant(),
                scenario.load() == null ? null : scenario.load().text(),
                seed,
                Build.commit(),
                Build.version(),
                System.getProperty("java.version"),
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(began.truncatedTo(ChronoUnit.MILLIS)),
                0,
                TrialWriter.NOT_ENDED,
                replay);
    }

    /** The word for a ground in {@code trial.json} and on the command line. */
    public static String word(Ground ground) {
        return ground == Ground.SIMULATED ? "sim" : "docker";
    }

    /** Text as one word of a shell, so that a line with it can be copied. */
    public static String shellWord(String text) {
        return text.matches("[A-Za-z0-9_./:@%+,=-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /** Creating a folder fails when it exists, which makes the name ours alone, whoever else stores trials here. */
    private static Path newFolder(Path parent, String name) throws IOException {
        Files.createDirectories(parent);
        for (int attempt = 1; attempt <= SAME_SECOND_MAX; attempt++) {
            Path folder = parent.resolve(attempt == 1 ? name : name + "-" + attempt);
            try {
                return Files.createDirectory(folder);
            } catch (FileAlreadyExistsException taken) {
                // Another trial of the same second and seed: the next name.
            }
        }
        throw new IOException("no free name for a trial's folder: " + parent.resolve(name) + " and " + SAME_SECOND_MAX
                + " more are taken");
    }

    /**
     * Makes {@code latest} stand for this folder. A reader sees the old one or the new one, never none: the new link is
     * made beside and moved over the old.
     */
    void pointLatestAt(Path folder) throws IOException {
        Path target = root.relativize(folder);
        Path link = root.resolve(LATEST);
        Path fresh = root.resolve("." + LATEST + "-" + folder.getFileName());
        try {
            Files.deleteIfExists(fresh);
            Files.createSymbolicLink(fresh, target);
            Files.move(fresh, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Files.deleteIfExists(root.resolve(LATEST_TEXT));
        } catch (IOException | UnsupportedOperationException noLink) {
            // Some file systems have no links, and a folder named latest may be somebody's own.
            Files.deleteIfExists(fresh);
            replace(root.resolve(LATEST_TEXT), target + "\n");
        }
    }

    /** Writes a file so that no reader ever sees half of it. */
    static void replace(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
