package io.faultline.harness.store;

import io.faultline.checkers.Judgement;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.json.HistoryReader;
import io.faultline.checkers.history.json.VerdictReader;
import io.faultline.checkers.history.json.VerdictWriter;
import io.faultline.harness.trial.Scenario;
import io.faultline.harness.trial.Workload;
import io.faultline.harness.workload.Load;
import io.faultline.nemesis.fault.FaultClass;
import io.faultline.nemesis.fault.Ground;
import io.faultline.nemesis.json.ScheduleJson;
import io.faultline.nemesis.schedule.Schedule;
import io.faultline.node.mutants.Variants;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/**
 * A stored trial, read file by file and strictly: a file that is missing or not what it should be is a
 * {@link MalformedTrialException}, or the exception of that file's own reader, with a sentence that says what to do.
 *
 * <pre>{@code
 * TrialRecord record = TrialFolder.read(Path.of("store/latest"));
 * }</pre>
 */
public final class TrialFolder {
    public static final String TRIAL = "trial.json";
    public static final String SCHEDULE = "schedule.json";
    public static final String FAULTS = "faults.jsonl";
    public static final String HISTORY = "history.jsonl";
    public static final String VERDICTS = "verdicts.json";

    private final Path path;

    private TrialFolder(Path path) {
        this.path = path;
    }

    /** The whole trial in this folder. */
    public static TrialRecord read(Path folder) throws IOException {
        TrialFolder trial = at(folder);
        return new TrialRecord(trial.info(), trial.schedule(), trial.history(), trial.judgement());
    }

    /**
     * The trial's folder at this path, which may be the store's {@code latest}. Links are followed once, here: a link
     * that is moved on meanwhile does not mix two trials.
     *
     * @throws MalformedTrialException when there is no folder
     */
    public static TrialFolder at(Path given) throws IOException {
        Path path = followed(given.normalize());
        if (Files.isRegularFile(path)) {
            throw new MalformedTrialException(path, "a file; give the trial's folder, such as store/latest");
        }
        if (!Files.isDirectory(path)) {
            throw new MalformedTrialException(path, "no such folder; give a trial's folder, such as store/latest");
        }
        return new TrialFolder(path);
    }

    private static Path followed(Path path) throws IOException {
        Path name = path.getFileName();
        if (name == null || !name.toString().equals(TrialStore.LATEST)) {
            return path;
        }
        Path target = null;
        if (Files.isSymbolicLink(path)) {
            target = Files.readSymbolicLink(path);
        } else if (!Files.exists(path) && Files.isRegularFile(path.resolveSibling(TrialStore.LATEST_TEXT))) {
            String text = Files.readString(path.resolveSibling(TrialStore.LATEST_TEXT));
            try {
                target = Path.of(text.strip());
            } catch (InvalidPathException notAPath) {
                throw new MalformedTrialException(
                        path.resolveSibling(TrialStore.LATEST_TEXT), 1, "not the path of a folder");
            }
        }
        return target == null ? path : path.resolveSibling(target).normalize();
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** A file of it, which need not exist. */
    public Path file(String name) {
        return path.resolve(name);
    }

    /** What {@code trial.json} says. */
    public TrialInfo info() throws IOException {
        Path file = existing(TRIAL, "is this the folder of a trial?");
        try {
            return TrialInfoJson.read(Files.readString(file), file.toString());
        } catch (CharacterCodingException error) {
            throw new MalformedTrialException(file, "bytes that are no characters; expected UTF-8");
        }
    }

    /** What was planned. */
    public Schedule schedule() throws IOException {
        Path file = existing(SCHEDULE, "without it the trial cannot be run again as it was");
        Schedule schedule;
        try {
            schedule = ScheduleJson.read(file);
        } catch (CharacterCodingException error) {
            throw new MalformedTrialException(file, "bytes that are no characters; expected UTF-8");
        }
        int nodes = info().nodes();
        if (schedule.nodes().size() != nodes) {
            throw new MalformedTrialException(
                    file,
                    "made for " + schedule.nodes().size() + " nodes, but " + TRIAL + " says " + nodes
                            + "; one of the two was changed");
        }
        return schedule;
    }

    /** What happened. */
    public History history() throws IOException {
        return HistoryReader.read(
                existing(HISTORY, "the trial was killed before it was written; run it again with replay"));
    }

    /** What the checkers said when the trial was stored or last analyzed. */
    public Judgement judgement() throws IOException {
        Path file = existing(VERDICTS, "the trial came to no verdict; run analyze on the folder first");
        try {
            return VerdictReader.read(file);
        } catch (CharacterCodingException error) {
            throw new MalformedTrialException(file, "bytes that are no characters; expected UTF-8");
        }
    }

    /** Replaces {@code verdicts.json}. */
    public void judge(Judgement judgement) throws IOException {
        TrialStore.replace(file(VERDICTS), VerdictWriter.text(judgement));
    }

    /**
     * The scenario that {@code trial.json} describes.
     *
     * @throws MalformedTrialException when this Faultline does not know one of its words
     */
    public Scenario scenario() throws IOException {
        TrialInfo info = info();
        try {
            Ground ground = ground(info.ground());
            if (info.variant() != null && Variants.named(info.variant()).isEmpty()) {
                throw new IllegalArgumentException("unknown mutant '" + info.variant() + "'");
            }
            Set<FaultClass> classes = EnumSet.noneOf(FaultClass.class);
            info.nemesis().forEach(name -> classes.add(FaultClass.parse(name)));
            return new Scenario(
                    ground,
                    info.nodes(),
                    Workload.parse(info.workload()),
                    classes,
                    info.timeLimitNanos(),
                    info.variant(),
                    info.load() == null ? null : Load.parse(info.load()));
        } catch (IllegalArgumentException unknown) {
            throw new MalformedTrialException(file(TRIAL), unknown.getMessage());
        }
    }

    private static Ground ground(String word) {
        for (Ground ground : Ground.values()) {
            if (TrialStore.word(ground).equals(word)) {
                return ground;
            }
        }
        throw new IllegalArgumentException("unknown ground '" + word + "'; legal are sim, docker");
    }

    private Path existing(String name, String hint) {
        Path file = file(name);
        if (!Files.isRegularFile(file)) {
            throw new MalformedTrialException(file, "missing: " + hint);
        }
        return file;
    }
}
